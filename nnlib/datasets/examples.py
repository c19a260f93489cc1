"""Data that are worked by hand: the logic gates, and the examples of the lectures."""

from typing import NamedTuple

import numpy as np

from nnlib.validate import Array, option


def logic_gate(name: str) -> tuple[Array, Array]:
    """Return (X, y) of the gate "or", "and", "nand" or "xor"; X (4, 2), y (4,), all 0 or 1.

    The rows of X are 00, 01, 10, 11. Lectures 01 and 07.
    """
    gates = {"or": [0, 1, 1, 1], "and": [0, 0, 0, 1], "nand": [1, 1, 1, 0], "xor": [0, 1, 1, 0]}
    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float64)
    return X, np.array(option("name", name, gates))


class PerceptronExample(NamedTuple):
    """One sample x (d,), its label y, and a perceptron's weights w (d,) and bias b."""

    x: Array
    y: int
    w: Array
    b: float


def perceptron_example() -> PerceptronExample:
    """Return the worked example of lecture 01: a perceptron that misses its sample."""
    return PerceptronExample(
        x=np.array([-1.0, -2.0, 3.0]), y=1, w=np.array([1.0, 1.0, -2.0]), b=-3.0
    )


class ThreeLayerExample(NamedTuple):
    """Samples X (5, 2), targets Y (5, 1), and a 2-4-3-1 network's W1, b1, W2, b2, Wo, bo."""

    X: Array
    Y: Array
    params: dict[str, Array]


def three_layer_example() -> ThreeLayerExample:
    """Return a small network with layers of different widths, and samples for it. Lecture 03."""
    X = [[0.5, -1.0], [1.5, 0.3], [-0.7, 0.8], [-1.2, -0.4], [0.2, 1.1]]
    params = {
        "W1": [[0.4, -0.6, 0.9, 0.2], [-0.3, 0.8, 0.5, -0.7]],
        "b1": [0.1, -0.2, 0.3, 0.05],
        "W2": [[0.7, -0.5, 0.3], [-0.4, 0.6, 0.9], [0.2, 0.8, -0.6], [0.5, -0.1, 0.4]],
        "b2": [-0.1, 0.2, 0.15],
        "Wo": [[0.6], [-0.9], [0.8]],
        "bo": [-0.25],
    }
    return ThreeLayerExample(
        np.array(X),
        np.array([[0.9], [0.1], [0.7], [0.4], [0.2]]),
        {name: np.array(values) for name, values in params.items()},
    )
