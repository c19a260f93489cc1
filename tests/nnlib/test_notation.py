"""The conversions between notations, each proven on a network written the source's way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.check import complex_step
from nnlib.functions import sigmoid
from nnlib.net import Net
from nnlib.notation import SOURCES, equivalent_rate, from_columns, loss_scale, to_columns

M, D, H, K = 5, 2, 3, 4
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


def split(theta):
    """Return the house's W1, b1, W2, b2 from one vector."""
    ends = np.cumsum([D * H, H, H * K])
    W1, b1, W2, b2 = np.split(theta, ends)
    return W1.reshape(D, H), b1, W2.reshape(H, K), b2


def log_loss(Q, Y):
    return -(Y * np.log(sigmoid(Q)) + (1 - Y) * np.log(1 - sigmoid(Q)))


def davis(theta, X, Y):
    # One column x at a time, W (in, out) used as Wᵀx; 1/(2m) Σ (y − ŷ)².
    W1, b1, W2, b2 = split(theta)
    outputs = [W2.T @ sigmoid(W1.T @ x + b1) + b2 for x in X]
    return sum(np.sum((y - o) ** 2) for y, o in zip(Y, outputs, strict=True)) / (2 * len(X))


def protopapas(theta, X, Y):
    # The bias is a weight on a leading 1; minus the log likelihood, a sum over the data.
    W1, b1, W2, b2 = split(theta)
    first, second = np.vstack([b1, W1]), np.vstack([b2, W2])
    total = 0.0
    for x, y in zip(X, Y, strict=True):
        h = sigmoid(first.T @ np.concatenate([[1], x]))
        total = total + np.sum(log_loss(second.T @ np.concatenate([[1], h]), y))
    return total


def columns(theta, X, Y):
    # Samples in columns, W (out, in); ½ Σ (O − Y)², a sum over the batch.
    W1, b1, W2, b2 = split(theta)
    hidden = sigmoid(W1.T @ X.T + b1[:, None])
    return 0.5 * np.sum((W2.T @ hidden + b2[:, None] - Y.T) ** 2)


def hoiem(theta, X, Y):
    # W10 (to, from); the mean of (f − y)², its 2 kept.
    W1, b1, W2, b2 = split(theta)
    W10, W21 = W1.T, W2.T
    errors = [W21 @ sigmoid(W10 @ x + b1) + b2 - y for x, y in zip(X, Y, strict=True)]
    return sum(np.sum(e**2) for e in errors) / len(X)


def wu(theta, X, Y):
    # Indices i for the sample, w_{j′j} from j′ to j; C = ½ Σᵢ (yᵢ − aᵢ)².
    W1, b1, W2, b2 = split(theta)
    C = 0.0
    for i in range(len(X)):
        a = [sigmoid(sum(X[i, k] * W1[k, j] for k in range(D)) + b1[j]) for j in range(H)]
        z = [sum(a[j] * W2[j, k] for j in range(H)) + b2[k] for k in range(K)]
        C = C + 0.5 * sum((Y[i, k] - z[k]) ** 2 for k in range(K))
    return C


WRITTEN = {"S0": davis, "S1": protopapas, "S2": columns, "S3": hoiem, "S4": wu}


@pytest.mark.parametrize("source", SOURCES)
def test_a_source_has_the_house_gradient_times_its_scale_and_takes_the_same_step(source):
    rng = np.random.default_rng(7)
    loss = "binary_cross_entropy" if source == "S1" else "half_mean_squared"
    net = Net([D, H, K], ["sigmoid", "identity"], loss, rng)
    net.theta[:] = rng.uniform(-1, 1, net.theta.size)
    X, Y = rng.standard_normal((M, D)), rng.uniform(0, 1, (M, K))
    net.forward(X)
    value = net.backward(Y)
    scale = loss_scale(source, M)
    assert WRITTEN[source](net.theta, X, Y) == pytest.approx(scale * value)
    gradient = complex_step(lambda theta: WRITTEN[source](theta, X, Y), net.theta)
    assert gradient == pytest.approx(scale * net.gradient, rel=1e-10, abs=1e-13)
    theirs = net.theta - equivalent_rate(0.3, source, M) * gradient
    assert theirs == pytest.approx(net.theta - 0.3 * net.gradient)


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
