"""The conversions between notations, each proven on a network written the source's way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.net import Net
from nnlib.notation import (
    SOURCES,
    equivalent_rate,
    from_columns,
    from_plus_minus,
    loss_scale,
    to_columns,
    to_plus_minus,
)

M, D, K = 5, 2, 4
sizes = st.integers(1, 5)


@given(sizes, sizes, sizes, st.integers(0, 2**32 - 1))
def test_both_layouts_are_the_same_layer_and_convert_there_and_back(m, d, o, seed):
    rng = np.random.default_rng(seed)
    layer = rng.standard_normal((m, d)), rng.standard_normal((d, o)), rng.standard_normal(o)
    X, W, b = layer
    Xc, Wc, bc = to_columns(*layer)
    assert (Xc.shape, Wc.shape, bc.shape) == ((d, m), (o, d), (o, 1))
    assert Wc @ Xc + bc == pytest.approx((X @ W + b).T)
    for there_and_back, original in zip(from_columns(Xc, Wc, bc), layer, strict=True):
        assert (there_and_back == original).all()


def test_conversions_return_copies_of_the_same_dtype():
    layer = [np.ones((2, 3), np.float32), np.ones((3, 4), np.float32), np.ones(4, np.float32)]
    for there, original in zip(to_columns(*layer), layer, strict=True):
        assert there.dtype == np.float32
        there += 1
        assert (original == 1).all()
    for back in from_columns(*to_columns(*layer)):
        assert back.dtype == np.float32


def f(z):
    return 1 / (1 + np.exp(-z))


def davis(layers, X, Y, eta):
    # One column x at a time, W (in, out) used as Wᵀx; f after every layer; 1/(2m) Σ (y − ŷ)².
    (Wh1, bh1), (Wh2, bh2), (Wo, bo) = layers
    m, L, change = len(X), 0.0, [np.zeros_like(part) for layer in layers for part in layer]
    for x, y in zip(X, Y, strict=True):
        C = f(Wh1.T @ x + bh1)
        B = f(Wh2.T @ C + bh2)
        A = f(Wo.T @ B + bo)
        L += np.sum((y - A) ** 2) / (2 * m)
        to_o = -(y - A) / m * A * (1 - A)
        to_h2 = Wo @ to_o * B * (1 - B)
        to_h1 = Wh2 @ to_h2 * C * (1 - C)
        products = [np.outer(x, to_h1), to_h1, np.outer(C, to_h2), to_h2, np.outer(B, to_o), to_o]
        change = [total + product for total, product in zip(change, products, strict=True)]
    flat = [part - eta * slope for part, slope in zip(sum(layers, ()), change, strict=True)]
    return L, [(flat[0], flat[1]), (flat[2], flat[3]), (flat[4], flat[5])]


def protopapas(layers, X, Y, rate):
    # The bias is the first weight, of a leading 1; units h, then p; minus the log likelihood.
    (W1, b1), (W2, b2) = layers
    units = [np.array([b1[k], *W1[:, k]]) for k in range(len(b1))]
    last = np.array([b2[0], *W2[:, 0]])
    loss, of_units, of_last = 0.0, [np.zeros(len(unit)) for unit in units], np.zeros(len(last))
    for x, (y,) in zip(X, Y, strict=True):
        x = np.array([1, *x])
        h = np.array([1, *(f(W @ x) for W in units)])
        p = f(last @ h)
        loss -= y * np.log(p) + (1 - y) * np.log(1 - p)
        of_last += (p - y) * h
        for k in range(len(units)):
            of_units[k] += (p - y) * last[k + 1] * h[k + 1] * (1 - h[k + 1]) * x
    units = [W - rate * slope for W, slope in zip(units, of_units, strict=True)]
    last = last - rate * of_last
    both = np.column_stack(units)
    return loss, [(both[1:], both[0]), (last[1:, None], last[:1])]


def columns(layers, X, Y, alpha):
    # Samples in columns, W (out, in); a linear output; ½ Σ (O − Y)², a sum over the batch.
    inputs, WH, bH = to_columns(X, *layers[0])
    hidden = f(WH @ inputs + bH)
    WO, bO = layers[1][0].T, layers[1][1][:, None]
    dO = WO @ hidden + bO - Y.T
    dH = WO.T @ dO * hidden * (1 - hidden)
    loss = 0.5 * np.sum(dO**2)
    WO, bO = WO - alpha * dO @ hidden.T, bO - alpha * dO.sum(axis=1, keepdims=True)
    WH, bH = WH - alpha * dH @ inputs.T, bH - alpha * dH.sum(axis=1, keepdims=True)
    return loss, [from_columns(inputs, WH, bH)[1:], from_columns(hidden, WO, bO)[1:]]


def hoiem(layers, X, Y, eta):
    # W10 (to, from), ReLU; one sample after another; the mean of (f − y)², its 2 kept.
    (W10, b10), (W32, b32) = [(W.T, b) for W, b in layers]
    slopes, E = [np.zeros_like(part) for part in (W10, b10, W32, b32)], 0.0
    for x0, y in zip(X, Y, strict=True):
        x1 = W10 @ x0 + b10
        x2 = np.maximum(x1, 0)
        x3 = W32 @ x2 + b32
        E += np.sum((x3 - y) ** 2) / len(X)
        d3 = 2 * (x3 - y)
        d1 = W32.T @ d3 * (x1 > 0)
        for slope, own in zip(slopes, (np.outer(d1, x0), d1, np.outer(d3, x2), d3), strict=True):
            slope += own / len(X)
    dW10, db10, dW32, db32 = slopes
    first = (W10 - eta * dW10).T, b10 - eta * db10
    return E, [first, ((W32 - eta * dW32).T, b32 - eta * db32)]


def wu(layers, X, Y, alpha):
    # Indices: i for the sample, w_{j′j} from j′ to j; g after both layers; C = ½ Σᵢ (yᵢ − aᵢ)².
    (w1, b1), (w2, b2) = [(W.copy(), b.copy()) for W, b in layers]
    n, m, m1 = len(X), w1.shape[0], w1.shape[1]
    a1, a = np.zeros((n, m1)), np.zeros(n)
    for i in range(n):
        for j in range(m1):
            a1[i, j] = f(sum(X[i, k] * w1[k, j] for k in range(m)) + b1[j])
        a[i] = f(sum(a1[i, j] * w2[j, 0] for j in range(m1)) + b2[0])
    delta2 = [(a[i] - Y[i, 0]) * a[i] * (1 - a[i]) for i in range(n)]
    for j in range(m1):
        delta1 = [delta2[i] * layers[1][0][j, 0] * a1[i, j] * (1 - a1[i, j]) for i in range(n)]
        for k in range(m):
            w1[k, j] -= alpha * sum(delta1[i] * X[i, k] for i in range(n))
        b1[j] -= alpha * sum(delta1)
        w2[j, 0] -= alpha * sum(delta2[i] * a1[i, j] for i in range(n))
    b2[0] -= alpha * sum(delta2)
    return 0.5 * sum((Y[i, 0] - a[i]) ** 2 for i in range(n)), [(w1, b1), (w2, b2)]


# The network that a source shows, in the words of the house, and a step as the source writes it.
WRITTEN = {
    "S0": ([2, 3, 4, 2], "sigmoid", "half_mean_squared", davis),
    "S1": ([2, 2, 1], ["sigmoid", "identity"], "binary_cross_entropy", protopapas),
    "S2": ([2, 3, 4], ["sigmoid", "identity"], "half_mean_squared", columns),
    "S3": ([2, 3, 4], ["relu", "identity"], "half_mean_squared", hoiem),
    "S4": ([2, 3, 1], "sigmoid", "half_mean_squared", wu),
}


@pytest.mark.parametrize("source", SOURCES)
def test_five_steps_as_a_source_writes_them_end_at_the_weights_of_the_house(source):
    widths, activations, loss, written = WRITTEN[source]
    rng = np.random.default_rng(7)
    net = Net(widths, activations, loss, rng)
    net.theta[:] = rng.uniform(-1, 1, net.theta.size)
    X, Y = rng.standard_normal((M, D)), rng.uniform(0, 1, (M, widths[-1]))
    eta = 0.3
    layers = [(W.copy(), b.copy()) for W, b in zip(net.W, net.b, strict=True)]
    for _ in range(5):
        start = net.theta.copy()
        net.forward(X)
        J = net.backward(Y)
        net.theta -= eta * net.gradient
        printed, layers = written(layers, X, Y, equivalent_rate(eta, source, M))
        assert printed == pytest.approx(loss_scale(source, M) * J)
        assert np.concatenate([part.ravel() for part in sum(layers, ())]) == pytest.approx(
            net.theta
        )
        assert np.abs(net.theta - start).max() > 1e-3


def line(rng):
    """Return data for a single unit, and its start: X (m, d), labels 0 and 1, w (d,), b."""
    return rng.standard_normal((M, D)), np.array([0, 1, 1, 0, 1]), rng.standard_normal(D), 0.4


def house_line(loss, X, y, w, b, eta):
    """Return (w, b) after five steps of the house for one unit."""
    net = Net([D, 1], "identity", loss, np.random.default_rng(0))
    net.W[0][:, 0], net.b[0][:] = w, b
    for _ in range(5):
        net.forward(X)
        net.backward(y[:, None])
        net.theta -= eta * net.gradient
    return pytest.approx(net.W[0][:, 0]), pytest.approx(net.b[0][0])


def test_with_the_2_folded_the_rule_of_s3_has_the_rate_of_the_house():
    X, y, w, b = line(np.random.default_rng(1))
    expected = house_line("half_mean_squared", X, y, w, b, 0.3)
    for _ in range(5):
        residual = X @ w + b - y
        w = w - 0.3 * sum(residual[n] * X[n] for n in range(M)) / M
        b = b - 0.3 * sum(residual) / M
    assert (w, b) == expected


@pytest.mark.parametrize("loss", ["binary_cross_entropy", "plus_minus_cross_entropy"])
def test_the_logistic_rule_of_s3_for_plus_minus_labels_takes_the_steps_of_the_house(loss):
    X, y, w, b = line(np.random.default_rng(2))
    signs = to_plus_minus(y)
    house_labels = y if loss == "binary_cross_entropy" else signs
    expected = house_line(loss, X, house_labels, w, b, 0.3)
    for _ in range(5):
        P = 1 / (1 + np.exp(-signs * (X @ w + b)))
        w = w + 0.3 * sum(signs[n] * X[n] * (1 - P[n]) for n in range(M)) / M
        b = b + 0.3 * sum(signs[n] * (1 - P[n]) for n in range(M)) / M
    assert (w, b) == expected


def test_labels_go_there_and_back_in_any_shape():
    for y in (1, [0, 1, 1], [[0], [1]]):
        there = to_plus_minus(y)
        assert there.tolist() == (np.array(y) * 2 - 1).tolist()
        assert from_plus_minus(there).tolist() == y


def test_gradients_in_columns_are_the_transposes():
    rng = np.random.default_rng(8)
    X, W, b = rng.standard_normal((M, D)), rng.standard_normal((D, K)), np.zeros(K)
    Y = rng.standard_normal((M, K))
    net = Net([D, K], "identity", "half_squared", rng)
    net.W[0][:] = W
    net.forward(X)
    net.backward(Y)
    Xc, Wc, bc = to_columns(X, W, b)
    E = Wc @ Xc + bc - Y.T
    assert net.dW[0] == pytest.approx((E @ Xc.T).T)
    assert net.db[0] == pytest.approx(E.sum(axis=1))


def test_a_sum_needs_a_rate_that_shrinks_with_the_data():
    assert [equivalent_rate(0.6, "S4", m) for m in (1, 2, 6)] == pytest.approx([0.6, 0.3, 0.1])
    assert [equivalent_rate(0.6, "S3", m) for m in (1, 6)] == pytest.approx([0.3, 0.3])
