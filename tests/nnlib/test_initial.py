"""The first weights: their stated spread, and what it is good for."""

import numpy as np
import pytest

from nnlib.initial import INITIALISERS, gaussian, glorot, he, uniform
from nnlib.net import Net


def rng():
    return np.random.default_rng(0)


@pytest.mark.parametrize(
    ("initialiser", "spread", "reach"),
    [
        (uniform, 1 / np.sqrt(3), 1),
        (gaussian, 0.05, np.inf),
        (glorot, np.sqrt(2 / 500), np.sqrt(6 / 500)),
        (he, np.sqrt(2 / 200), np.inf),
    ],
)
def test_weights_have_the_stated_spread_around_0(initialiser, spread, reach):
    W, b = initialiser(200, 300, rng())
    assert (W.shape, b.shape) == ((200, 300), (300,))
    assert W.std() == pytest.approx(spread, rel=0.01)
    assert abs(W.mean()) < 0.02 * spread
    assert np.abs(W).max() <= reach


def test_only_the_source_that_says_so_draws_the_biases():
    assert uniform(5, 300, rng())[1].std() == pytest.approx(1 / np.sqrt(3), rel=0.1)
    for other in (gaussian, glorot, he):
        assert not other(5, 300, rng())[1].any()


@pytest.mark.parametrize("name", INITIALISERS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_network_draws_its_layers_in_order(name, dtype):
    net = Net([3, 4, 2], "tanh", "half_squared", rng(), dtype, initial=name)
    same = rng()
    for W, b in zip(net.W, net.b, strict=True):
        expected_W, expected_b = INITIALISERS[name](len(W), len(b), same)
        assert (expected_W.astype(dtype) == W).all()
        assert (b == expected_b.astype(dtype)).all()


def test_he_keeps_the_size_of_values_through_twenty_relu_layers_and_gaussian_does_not():
    X = rng().standard_normal((50, 100))
    sizes = {}
    for name in ("he", "gaussian"):
        net = Net([100] * 21, "relu", "half_squared", rng(), initial=name)
        sizes[name] = np.sqrt(np.mean(net.forward(X) ** 2))
    assert 0.2 < sizes["he"] < 5
    assert sizes["gaussian"] < 1e-6
