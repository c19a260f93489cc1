"""The network of the lecture: one hidden layer and one output, written with w2 (h,), b2, y (n,)."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from .mlp import CORNERS, Mlp

SIZES = ((4, 2, 3), (4, 4, 4), (3, 5, 2), (6, 3, 7), (5, 2, 4))
"""(n, d, h): XOR's own data, square, and all different; a delta can be told from its gradients."""


def draw(rng: np.random.Generator, number: int) -> Mlp:
    """Draw a network and data; XOR's inputs and labels are whole numbers, and some row is wrong."""
    n, d, h = SIZES[number]
    if number > 0:
        return Mlp.draw(rng, rng.normal(size=(n, d)), (d, h, 1))
    while True:
        net = Mlp.draw(rng, CORNERS, (d, h, 1))
        net = Mlp(net.weights, net.biases, CORNERS, (CORNERS.sum(axis=1) % 2)[:, None])
        if net.tells and np.abs(net.residual).max() > 0.5:
            return net


def parameters(net: Mlp) -> tuple[Any, ...]:
    """W1, b1, w2, b2 as the questions hand them in."""
    (W1, W2), (b1, b2) = net.weights, net.biases
    return W1, b1, W2[:, 0], float(b2[0])


def as_asked(values: Mapping[str, Any]) -> dict[str, Any]:
    """D, W and b of the output layer without the axis that its one unit has left them."""
    return {name: np.asarray(value)[..., 0] for name, value in values.items()}
