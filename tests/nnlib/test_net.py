"""The network's gradients, against the complex step of an independent forward pass, and its API."""

import pickle
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnlib import training
from nnlib.check import complex_step, gradient_check
from nnlib.datasets import logic_gate, moons, three_layer_example
from nnlib.functions import ACTIVATIONS
from nnlib.losses import LOSSES
from nnlib.net import Net
from nnlib.optim import Adam, inverse_time, minibatches

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


def test_fit_with_a_whole_batch_takes_one_gradient_step():
    net, X, Y = make(7)
    before = net.theta.copy()
    net.forward(X)
    start = net.backward(Y)
    gradient = net.gradient.copy()
    history = net.fit(X, Y, 0.25, 1, 10, np.random.default_rng(0))
    assert (before - net.theta) / 0.25 == pytest.approx(gradient, rel=1e-12, abs=1e-15)
    assert history == pytest.approx([start, net.loss(X, Y)])


def test_fit_on_batches_is_the_loop_of_the_lecture_with_the_last_batch_kept():
    net, X, Y = make(8)
    other, _, _ = make(8)
    net.fit(X, Y, inverse_time(0.5), 3, 4, np.random.default_rng(1))
    rng = np.random.default_rng(1)
    for t in (1, 2, 3):
        batches = minibatches(10, 4, rng)
        assert [len(batch) for batch in batches] == [4, 4, 2]
        for batch in batches:
            other.forward(X[batch])
            other.backward(Y[batch])
            other.theta -= 0.5 / t * other.gradient
    assert net.theta == pytest.approx(other.theta, rel=1e-12)


def test_fit_takes_an_optimiser():
    net, X, Y = make(9, "binary_cross_entropy")
    Y = (X[:, :1] > X[:, 1:]).astype(int)
    history = net.fit(X, Y, Adam(0.05), 100, 5, np.random.default_rng(2))
    assert len(history) == 101
    assert history[-1] < 0.1 < history[0]


def test_fit_with_the_same_seed_gives_the_same_network():
    first, second = make(10), make(10)
    for net, X, Y in (first, second):
        net.fit(X, Y, 0.1, 5, 3, np.random.default_rng(3))
    assert (first[0].theta == second[0].theta).all()


@pytest.mark.parametrize(
    ("initial", "loss", "validation_loss"),
    [
        ("uniform", 0.8248190888959311, 0.8289737729556201),
        ("gaussian", 0.6192327685999314, 0.7114454273364698),
        ("glorot", 0.48924680237079776, 0.5915743016059771),
        ("he", 0.9731955001598237, 0.9400373486199491),
    ],
)
def test_a_seed_means_the_same_on_every_machine_and_numpy(initial, loss, validation_loss):
    rng = np.random.default_rng(2026)
    X, y = moons(40, rng)
    net = Net([2, 5, 1], ["tanh", "identity"], "binary_cross_entropy", rng, initial=initial)
    history = net.fit(X, y[:, np.newaxis], Adam(0.01), 5, 8, rng, validation=0.25)
    assert history[-1] == pytest.approx(loss, rel=1e-12)
    assert history.validation[-1] == pytest.approx(validation_loss, rel=1e-12)


def test_fit_learns_xor_as_lecture_07_does():
    X, y = logic_gate("xor")
    rng = np.random.default_rng(0)
    net = Net([2, 2, 1], "sigmoid", "half_squared", rng)
    net.theta[:] = rng.uniform(-1, 1, net.theta.size)
    net.fit(X, y[:, np.newaxis], 4.0, 2000, 4, rng)
    assert net.predict(X)[:, 0] == pytest.approx(y, abs=0.05)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_rate_that_is_too_large_stops_with_its_cause(dtype):
    net = Net([2, 1], "identity", "half_mean_squared", np.random.default_rng(4), dtype)
    X = np.array([[3.0, 1.0], [-2.0, 4.0]])
    with pytest.raises(FloatingPointError, match="was the learning rate too large"):
        net.fit(X, [[1.0], [2.0]], 10.0, 1000, 2, np.random.default_rng(0))


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


# --- fit: rows set aside, when to stop, progress -------------------------------------------------


def test_rows_set_aside_are_looked_at_and_never_learnt_from():
    net, X, Y = make(15)
    X[0], Y[0] = 1e3, 0.5  # one row that would show in every gradient it took part in
    start = net.theta.copy()
    seen = []
    for seed in range(6):
        net.theta[:] = start
        history = net.fit(X, Y, 0.1, 1, 20, np.random.default_rng(seed), validation=0.3)
        assert len(history) == len(history.validation) == 2
        order = np.random.default_rng(seed).permutation(10)
        aside, learnt = order[:3], order[3:]
        assert history[-1] == pytest.approx(net.loss(X[learnt], Y[learnt]))
        assert history.validation[-1] == pytest.approx(net.loss(X[aside], Y[aside]))
        step = (start - net.theta) / 0.1
        net.theta[:] = start
        net.forward(X[learnt])
        net.backward(Y[learnt])
        assert step == pytest.approx(net.gradient, rel=1e-9, abs=1e-12)
        seen.append(0 in aside)
    assert set(seen) == {True, False}


def test_without_rows_set_aside_there_is_no_validation_loss():
    net, X, Y = make(16)
    history = net.fit(X, Y, 0.1, 2, 5, np.random.default_rng(0))
    assert history.validation == []
    assert not history.converged


def test_training_stops_once_two_losses_differ_by_less_than_the_tolerance():
    net, X, Y = make(17)
    history = net.fit(X, Y, 0.1, 1000, 10, np.random.default_rng(0), tolerance=1e-5)
    assert history.converged
    assert len(history) < 1000
    changes = np.abs(np.diff(history))
    assert changes[-1] < 1e-5
    assert (changes[:-1] >= 1e-5).all()


def test_a_tiny_rate_fools_the_tolerance_as_lecture_07_tells():
    # C = w²/2 with w = 1: a step of rate 1e-7 changes the loss by 1e-7, less than 1e-6.
    net = Net([1, 1], "identity", "half_squared", np.random.default_rng(0))
    net.theta[:] = [1, 0]
    history = net.fit([[1.0]], [[0.0]], 1e-7, 100, 1, np.random.default_rng(0), tolerance=1e-6)
    assert history.converged
    assert len(history) == 2
    assert history[-1] == pytest.approx(0.5, abs=1e-6)


def test_a_stop_names_the_epoch():
    net = Net([2, 1], "identity", "half_mean_squared", np.random.default_rng(4))
    X = np.array([[3.0, 1.0], [-2.0, 4.0]])
    with pytest.raises(FloatingPointError, match=r"training stopped in epoch \d+: .*learning rate"):
        net.fit(X, [[1.0], [2.0]], 10.0, 1000, 2, np.random.default_rng(0))


def test_a_gradient_too_large_is_a_stop_as_well():
    # With ŷ = 1.5·10¹⁵⁴ the loss ½ŷ² is still a float, but ∂J/∂W[0] = ŷ² is above 1.8·10³⁰⁸.
    net = Net([1, 1, 1], "identity", "half_squared", np.random.default_rng(0))
    net.theta[:] = [1, 0, 1.5e154, 0]
    with pytest.raises(FloatingPointError, match="gradient must be finite"):
        net.fit([[1.0]], [[0.0]], 0.1, 1, 1, np.random.default_rng(0))


def test_a_bar_shows_once_training_has_taken_a_second(capsys):
    net, X, Y = make(18)
    for progress in (True, False):
        net.fit(X, Y, 0.01, 2, 5, np.random.default_rng(0), progress=progress)
        assert capsys.readouterr() == ("", "")

    def slow(t):
        time.sleep(0.4 if t > 1 else 0)
        return 0.01

    net.fit(X, Y, slow, 5, 5, np.random.default_rng(0))
    shown, errors = capsys.readouterr()
    assert "epoch" in shown
    assert errors == ""


class Line:
    """Least squares ½(θx − y)² on one number, with all that `fit` asks of what it trains."""

    def __init__(self):
        self.theta = np.zeros(1)

    def loss(self, X, Y):
        return float(((self.theta * X - Y) ** 2).sum() / 2)

    def loss_and_gradient(self, X, Y):
        return self.loss(X, Y), ((self.theta * X - Y) * X).sum(keepdims=True)


def test_whatever_has_a_loss_and_its_gradient_can_be_trained():
    line, x, y = Line(), np.array([1.0, 2.0]), np.array([3.0, 5.0])
    history = training.fit(
        line,
        x,
        y,
        optimiser=0.1,
        epochs=100,
        size=2,
        rng=np.random.default_rng(0),
        validation=0.0,
        tolerance=None,
        progress=False,
    )
    assert line.theta == pytest.approx(x @ y / (x @ x))
    assert history[:2] == pytest.approx([17, (1.7**2 + 2.4**2) / 2])


# --- files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_saved_network_comes_back_the_same(tmp_path, dtype):
    rng = np.random.default_rng(19)
    net = Net([3, 5, 2], ["relu", "identity"], "softmax_cross_entropy", rng, dtype)
    net.save(tmp_path / "net.npz")
    again = Net.load(str(tmp_path / "net.npz"))
    assert again.theta.dtype == dtype
    assert (again.theta == net.theta).all()
    assert again.widths == net.widths
    assert again.activations == net.activations
    X, labels = rng.standard_normal((4, 3)), rng.integers(0, 2, 4)
    assert again.loss(X, labels) == net.loss(X, labels)
    assert [file.name for file in tmp_path.iterdir()] == ["net.npz"]


def test_saving_that_fails_keeps_the_earlier_file_and_leaves_nothing_behind(tmp_path, monkeypatch):
    net, _, _ = make(20)
    net.save(tmp_path / "net.npz")
    before = (tmp_path / "net.npz").read_bytes()

    def full_disk(file, **arrays):
        file.write(b"half of it")
        raise OSError("no space left on device")

    monkeypatch.setattr(np, "savez", full_disk)
    net.theta[:] = 0
    with pytest.raises(OSError, match="no space left"):
        net.save(tmp_path / "net.npz")
    assert (tmp_path / "net.npz").read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 1


class Marked:
    """Pickles as a call that would leave a file behind."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return open, (str(self.path), "w")


def test_nothing_in_a_file_is_executed(tmp_path):
    theta = np.array([Marked(tmp_path / "ran")], dtype=object)
    np.savez(
        tmp_path / "evil.npz", theta=theta, widths=[1, 1], activations=["tanh"], loss="squared"
    )
    with pytest.raises(ValueError, match=r"path must be a file written by Net\.save"):
        Net.load(tmp_path / "evil.npz")
    (tmp_path / "evil.pickle").write_bytes(pickle.dumps(Marked(tmp_path / "ran")))
    with pytest.raises(ValueError, match=r"path must be a file written by Net\.save"):
        Net.load(tmp_path / "evil.pickle")
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    "change",
    [
        {"theta": np.zeros(3)},
        {"theta": np.full(17, np.nan)},
        {"theta": np.zeros(17, int)},
        {"widths": np.array([2, 0])},
        {"widths": np.array(3)},
        {"activations": np.array(["nonsense", "tanh"])},
        {"loss": np.array("nonsense")},
        {"loss": np.array(["squared", "squared"])},
    ],
)
def test_a_file_that_does_not_fit_together_is_refused(tmp_path, change):
    parts = {
        "theta": np.zeros(17),
        "widths": np.array([2, 4, 1]),
        "activations": np.array(["tanh", "identity"]),
        "loss": np.array("squared"),
    }
    np.savez(tmp_path / "net.npz", **parts)
    assert Net.load(tmp_path / "net.npz").widths == (2, 4, 1)
    np.savez(tmp_path / "net.npz", **{**parts, **change})
    with pytest.raises(ValueError, match="path must hold a network that fits together"):
        Net.load(tmp_path / "net.npz")


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x03\x04 broken"])
def test_what_is_no_archive_is_refused(tmp_path, content):
    (tmp_path / "net.npz").write_bytes(content)
    with pytest.raises(ValueError, match=r"path must be a file written by Net\.save"):
        Net.load(tmp_path / "net.npz")
    np.save(tmp_path / "array.npy", np.ones(3))
    with pytest.raises(ValueError, match=r"path must be a file written by Net\.save"):
        Net.load(tmp_path / "array.npy")
    np.savez(tmp_path / "lacking.npz", theta=np.ones(3))
    with pytest.raises(ValueError, match=r"path must be a file written by Net\.save"):
        Net.load(tmp_path / "lacking.npz")


def test_a_missing_file_or_folder_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        Net.load(tmp_path / "none.npz")
    with pytest.raises(FileNotFoundError):
        make(21)[0].save(tmp_path / "none" / "net.npz")


@pytest.mark.parametrize("bad", [None, 3, ["net.npz"]])
def test_a_path_is_a_text_or_a_path(bad):
    for call in (make(22)[0].save, Net.load):
        with pytest.raises(TypeError, match="path must be a text or a path"):
            call(bad)
