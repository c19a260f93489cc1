"""The network's gradients, against the complex step of an independent forward pass, and its API."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnlib.check import complex_step, gradient_check
from nnlib.datasets import logic_gate, three_layer_example
from nnlib.functions import ACTIVATIONS
from nnlib.losses import LOSSES
from nnlib.net import Net

SMOOTH = ["sigmoid", "tanh", "relu", "softplus", "identity"]
LOGITS = ["binary_cross_entropy", "plus_minus_cross_entropy", "softmax_cross_entropy"]
PAIRS = [(hidden, output, loss) for hidden in SMOOTH for output in SMOOTH
         for loss in ("half_mean_squared", "half_squared", "squared")]  # fmt: skip
PAIRS += [(hidden, "identity", loss) for hidden in SMOOTH for loss in LOGITS]


def targets(loss, m, k, rng):
    return {
        "binary_cross_entropy": lambda: rng.uniform(0, 1, (m, k)),
        "plus_minus_cross_entropy": lambda: rng.choice([-1, 1], (m, k)),
        "softmax_cross_entropy": lambda: rng.integers(0, k, m),
    }.get(loss, lambda: rng.standard_normal((m, k)))()


def textbook_loss(loss, A, Y):
    """The definitions, fit for complex numbers of a moderate size."""
    m = len(A)
    if loss == "softmax_cross_entropy":
        return -np.sum(np.log(np.exp(A[np.arange(m), Y]) / np.exp(A).sum(axis=1))) / m
    if loss == "plus_minus_cross_entropy":
        return np.sum(np.log(1 + np.exp(-Y * A))) / m
    if loss == "binary_cross_entropy":
        p = 1 / (1 + np.exp(-A))
        return -np.sum(Y * np.log(p) + (1 - Y) * np.log(1 - p)) / m
    return (
        np.sum((Y - A) ** 2) / {"half_mean_squared": 2 * m, "half_squared": 2, "squared": m}[loss]
    )


def textbook_forward(theta, widths, activations, X):
    A, start = X, 0
    for d_in, d_out, name in zip(widths, widths[1:], activations, strict=False):
        W = theta[start : start + d_in * d_out].reshape(d_in, d_out)
        b = theta[start + d_in * d_out : start + (d_in + 1) * d_out]
        A, start = ACTIVATIONS[name].f(A @ W + b), start + (d_in + 1) * d_out
    return A


@pytest.mark.parametrize(("hidden", "output", "loss"), PAIRS)
@settings(max_examples=10)
@given(
    widths=st.lists(st.integers(1, 4), min_size=2, max_size=5),
    m=st.integers(1, 5),
    seed=st.integers(0, 2**32 - 1),
)
def test_gradients_agree_with_the_complex_step(hidden, output, loss, widths, m, seed):
    rng = np.random.default_rng(seed)
    activations = [hidden] * (len(widths) - 2) + [output]
    net = Net(widths, activations, loss, rng)
    net.theta[:] = rng.uniform(-1, 1, net.theta.size)
    X, Y = rng.standard_normal((m, widths[0])), targets(loss, m, widths[-1], rng)
    assert net.forward(X) == pytest.approx(textbook_forward(net.theta, widths, activations, X))
    value = net.backward(Y)

    def J(theta):
        return textbook_loss(loss, textbook_forward(theta, widths, activations, X), Y)

    assert value == pytest.approx(J(net.theta), abs=1e-12)
    assert net.gradient == pytest.approx(complex_step(J, net.theta), rel=1e-10, abs=1e-12)


def test_three_layer_matrices_of_lecture_03():
    X, Y, p = three_layer_example()
    m = len(X)
    net = Net([2, 4, 3, 1], "sigmoid", "half_mean_squared", np.random.default_rng(0))
    for W, b, suffix in zip(net.W, net.b, "12o", strict=True):
        W[:], b[:] = p[f"W{suffix}"], p[f"b{suffix}"]
    net.forward(X)
    net.backward(Y)
    _, C, B, A = net.A
    Do = (A - Y) * A * (1 - A) / m
    D2 = Do @ p["Wo"].T * B * (1 - B)
    D1 = D2 @ p["W2"].T * C * (1 - C)
    for found, expected in zip(net.deltas, [D1, D2, Do], strict=True):
        assert found == pytest.approx(expected, rel=1e-14)
    # Sample by sample, as a sum of outer products: what the matrix products must come to.
    for layer, (D, inputs) in enumerate(zip([D1, D2, Do], [X, C, B], strict=True)):
        outer = sum(np.outer(a, d) for a, d in zip(inputs, D, strict=True))
        assert net.dW[layer] == pytest.approx(outer, rel=1e-13)
        assert net.db[layer] == pytest.approx(sum(D), rel=1e-13)


def test_linear_2_2_1_network_by_hand():
    # One sample, E = (g − y)², twice the half squared loss: ∂E/∂w35 = 2(g − y)f3 and
    # ∂E/∂w13 = 2(g − y)w35·x1.
    net = Net([2, 2, 1], "identity", "half_squared", np.random.default_rng(0))
    net.W[0][:], net.W[1][:] = [[0.5, -1], [2, 0.25]], [[3], [-2]]
    (g,) = net.forward([[1.5, -0.5]])[0]
    assert g == 3 * (0.75 - 1) - 2 * (-1.5 - 0.125)
    net.backward([[1.0]])
    assert 2 * net.dW[1][0, 0] == pytest.approx(2 * (g - 1) * -0.25)
    assert 2 * net.dW[0][0, 0] == pytest.approx(2 * (g - 1) * 3 * 1.5)


def test_two_layer_formulas_of_lecture_07_in_indices():
    X, y = logic_gate("xor")
    rng = np.random.default_rng(3)
    net = Net([2, 3, 1], "sigmoid", "half_squared", rng)
    net.theta[:] = rng.uniform(-1, 1, net.theta.size)
    net.forward(X)
    net.backward(y[:, np.newaxis])
    _, a1, a = net.A
    a, w2 = a[:, 0], net.W[1][:, 0]
    for j in range(3):
        delta = [(a[i] - y[i]) * a[i] * (1 - a[i]) for i in range(4)]
        hidden = [delta[i] * w2[j] * a1[i, j] * (1 - a1[i, j]) for i in range(4)]
        assert net.dW[1][j, 0] == pytest.approx(sum(delta[i] * a1[i, j] for i in range(4)))
        assert net.db[0][j] == pytest.approx(sum(hidden))
        for k in range(2):
            dw = sum(hidden[i] * X[i, k] for i in range(4))
            assert net.dW[0][k, j] == pytest.approx(dw)


@pytest.mark.parametrize(
    ("widths", "count"),
    [((784, 256, 10), 203_530), ((512, 256, 256, 256, 3), 263_683), ((2, 2, 1), 9)],
)
def test_parameters_counted_in_the_lectures(widths, count):
    net = Net(widths, "identity", "half_squared", np.random.default_rng(0))
    assert net.theta.size == net.gradient.size == count


def test_weights_and_gradients_are_views_that_cannot_be_lost():
    net = Net([2, 3, 1], "tanh", "half_squared", np.random.default_rng(1))
    for views, vector in (
        ((net.W, net.b), net.theta),
        ((net.dW, net.db), net.gradient),
    ):
        vector[:] = np.arange(vector.size)
        parts = [part.ravel() for pair in zip(*views, strict=True) for part in pair]
        assert np.concatenate(parts).tolist() == vector.tolist()
    net.W[0][1, 2] = 99
    assert 99 in net.theta
    with pytest.raises(TypeError):
        net.W[0] = np.zeros((2, 3))  # pyright: ignore[reportIndexIssue]


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_float32_is_kept_throughout_and_agrees_with_float64(name):
    rng = np.random.default_rng(4)
    X, Y = rng.standard_normal((5, 3)), rng.standard_normal((5, 2))
    double = Net([3, 4, 2], name, "half_mean_squared", rng)
    single = Net([3, 4, 2], name, "half_mean_squared", rng, dtype=np.float32)
    single.theta[:] = double.theta
    for net in (double, single):
        net.forward(X)
        net.backward(Y)
    arrays = [single.theta, single.gradient, *single.A, *single.deltas, *single.dW, *single.W]
    assert {array.dtype for array in arrays} == {np.dtype(np.float32)}
    assert single.gradient == pytest.approx(double.gradient, rel=1e-3, abs=1e-5)


def test_loss_and_predict_leave_the_forward_pass_alone():
    rng = np.random.default_rng(5)
    net = Net([2, 3, 2], ["relu", "identity"], "softmax_cross_entropy", rng)
    X = rng.standard_normal((6, 2))
    labels = rng.integers(0, 2, 6)
    net.forward(X)
    value = net.backward(labels)
    net.loss(X[:2], labels[:2])
    net.predict(X[:3])
    assert net.backward(labels) == value == net.loss(X, labels)


def test_predictions_are_of_the_kind_that_the_loss_asks_for():
    X = np.array([[-2.0, 1.0], [0.0, 3.0], [0.5, -1.0]])
    expected = {
        "binary_cross_entropy": [[0, 1], [1, 1], [1, 0]],
        "plus_minus_cross_entropy": [[-1, 1], [1, 1], [1, -1]],
        "softmax_cross_entropy": [1, 1, 0],
        "half_mean_squared": X.tolist(),
        "half_squared": X.tolist(),
        "squared": X.tolist(),
    }
    assert expected.keys() == LOSSES.keys()
    for loss, answer in expected.items():
        net = Net([2, 2], "identity", loss, np.random.default_rng(0))
        net.W[0][:] = np.eye(2)
        assert net.predict(X).tolist() == answer


@given(st.integers(0, 2**32 - 1))
def test_stacked_linear_layers_collapse_into_one(seed):
    rng = np.random.default_rng(seed)
    net = Net([3, 5, 4, 2], "identity", "half_squared", rng)
    net.theta[:] = rng.uniform(-1, 1, net.theta.size)
    W = net.W[0] @ net.W[1] @ net.W[2]
    b = (net.b[0] @ net.W[1] + net.b[1]) @ net.W[2] + net.b[2]
    X = rng.standard_normal((4, 3))
    assert net.forward(X) == pytest.approx(X @ W + b)


@pytest.mark.parametrize("loss", LOGITS)
def test_gradient_check_accepts_a_network_and_finds_a_planted_mistake(loss):
    rng = np.random.default_rng(6)
    net = Net([3, 6, 3], ["tanh", "identity"], loss, rng)
    X, Y = rng.standard_normal((8, 3)), targets(loss, 8, 3, rng)
    net.forward(X)
    net.backward(Y)

    def J(theta):
        kept = net.theta.copy()
        net.theta[:] = theta
        value = net.loss(X, Y)
        net.theta[:] = kept
        return value

    assert gradient_check(J, net.gradient, net.theta, rng).passed
    net.db[0][2] *= 1.01
    report = gradient_check(J, net.gradient, net.theta, rng)
    assert not report.passed
    assert report.worst[0].index == (3 * 6 + 2,)


def make(seed, loss="half_mean_squared"):
    rng = np.random.default_rng(seed)
    net = Net([2, 4, 1], ["tanh", "identity"], loss, rng)
    return net, rng.standard_normal((10, 2)), rng.uniform(0, 1, (10, 1))


def test_backward_wants_a_forward_pass_first():
    net, _, Y = make(11)
    with pytest.raises(RuntimeError, match=r"must come after forward\(X\)"):
        net.backward(Y)


@pytest.mark.parametrize("loss", LOSSES)
def test_loss_and_gradient_are_those_of_forward_and_backward(loss):
    rng = np.random.default_rng(19)
    net = Net([3, 4, 2], ["tanh", "identity"], loss, rng)
    X, Y = rng.standard_normal((6, 3)), targets(loss, 6, 2, rng)
    net.forward(X)
    expected, gradient = net.backward(Y), net.gradient.copy()
    value, found = net.loss_and_gradient(2 * X, Y)
    assert value != expected
    value, found = net.loss_and_gradient(X, Y)
    assert value == expected
    assert (found == gradient).all()
    assert found is net.gradient


def test_a_cross_entropy_wants_logits():
    with pytest.raises(ValueError, match="activations must end in identity"):
        Net([2, 1], "sigmoid", "binary_cross_entropy", np.random.default_rng(0))


def test_one_name_stands_for_every_layer_and_else_there_is_one_each():
    rng = np.random.default_rng(0)
    assert [a.name for a in Net([2, 3, 1], "relu", "half_squared", rng).activations] == ["relu"] * 2
    with pytest.raises(ValueError, match="activations must be 2, one per layer, but were 3"):
        Net([2, 3, 1], ["relu"] * 3, "half_squared", rng)


def test_arrays_of_hidden_layers_are_used_again_but_outputs_are_the_callers_own():
    net, X, Y = make(12)
    first = net.forward(X)
    kept, hidden = first.copy(), net.A[1]
    second = net.forward(2 * X)
    assert net.A[1] is hidden
    assert second is not first
    assert (first == kept).all()
    net.forward(X[:3])
    net.backward(Y[:3])
    assert [D.shape for D in net.deltas] == [(3, 4), (3, 1)]


def test_inputs_and_targets_are_not_changed():
    for loss in LOSSES:
        rng = np.random.default_rng(13)
        net = Net([3, 4, 2], ["sigmoid", "identity"], loss, rng)
        X, Y = rng.standard_normal((6, 3)), targets(loss, 6, 2, rng)
        copies = X.copy(), Y.copy()
        net.forward(X)
        net.backward(Y)
        net.fit(X, Y, 0.1, 2, 4, rng, validation=0.5)
        assert (copies[0] == X).all()
        assert (copies[1] == Y).all()


def test_an_infinite_input_is_named_also_where_a_unit_would_saturate():
    net, X, _ = make(14)
    X[3, 1] = -np.inf
    with pytest.raises(ValueError, match="X must be finite"):
        net.forward(X)
