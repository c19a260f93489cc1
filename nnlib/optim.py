"""How to go downhill: optimisers, learning rates over time, and batches.

An optimiser's `step(theta, gradient)` changes θ in place, so the weights and biases of a `Net`,
views of its θ, move along. Rates ≤ 0, NaN and shapes that differ raise ValueError; a θ that is not
a float array, which could not be changed in place, raises TypeError.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from nnlib.validate import Array, array, generator, number, rate, whole


class GradientDescent:
    """θ ← θ − η∇J, with learning rate `eta` > 0. Lecture 05."""

    def __init__(self, eta: float) -> None:
        """Take the learning rate."""
        self.eta = rate("eta", eta)

    def step(self, theta: Array, gradient: Array) -> None:
        """Take one step; theta, gradient: float arrays of one shape."""
        theta -= self.eta * _checked(theta, gradient)


class Momentum:
    """v ← βv + ∇J, θ ← θ − ηv: earlier gradients linger, 0 ≤ β < 1. Lecture 05.

    B. Polyak: Some methods of speeding up the convergence of iteration methods (1964).
    """

    def __init__(self, eta: float, beta: float) -> None:
        """Take the learning rate and the share of the velocity that stays."""
        self.eta = rate("eta", eta)
        self.beta = number("beta", beta, at_least=0, below=1)
        self.velocity: Any = 0.0

    def step(self, theta: Array, gradient: Array) -> None:
        """Take one step; theta, gradient: float arrays of one shape, the same in every step."""
        self.velocity = self.beta * self.velocity + _checked(theta, gradient)
        theta -= self.eta * self.velocity


class Adam:
    """θ ← θ − η m̂/(√v̂ + ε), with running means m of ∇J and v of its square. Lecture 08.

    m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ) make up for the means' start at 0.
    D. Kingma, J. Ba: Adam, a method for stochastic optimization (2015), with its default values.
    """

    def __init__(
        self, eta: float = 0.001, beta1: float = 0.9, beta2: float = 0.999, epsilon: float = 1e-8
    ) -> None:
        """Take the learning rate, the decay of both means (0 ≤ β < 1), and ε > 0."""
        self.eta = rate("eta", eta)
        self.beta1 = number("beta1", beta1, at_least=0, below=1)
        self.beta2 = number("beta2", beta2, at_least=0, below=1)
        self.epsilon = number("epsilon", epsilon, above=0)
        self.mean: Any = 0.0
        self.square: Any = 0.0
        self.steps = 0

    def step(self, theta: Array, gradient: Array) -> None:
        """Take one step; theta, gradient: float arrays of one shape, the same in every step."""
        gradient = _checked(theta, gradient)
        self.steps += 1
        self.mean = self.beta1 * self.mean + (1 - self.beta1) * gradient
        self.square = self.beta2 * self.square + (1 - self.beta2) * gradient * gradient
        mean = self.mean / (1 - self.beta1**self.steps)
        square = self.square / (1 - self.beta2**self.steps)
        theta -= self.eta * mean / (np.sqrt(square) + self.epsilon)


def _checked(theta: Array, gradient: Array) -> Array:
    if not isinstance(theta, np.ndarray) or theta.dtype.kind != "f":
        kind = getattr(theta, "dtype", type(theta).__name__)
        raise TypeError(f"theta must be a NumPy array of floats, but was of type {kind}")
    return array("gradient", gradient, array("theta", theta).shape)


def constant(eta: float) -> Callable[[int], float]:
    """Return the schedule t ↦ η: the learning rate of epoch t = 1, 2, … Lecture 05."""
    eta = rate("eta", eta)

    def schedule(t: int) -> float:
        whole("t", t, at_least=1)
        return eta

    return schedule


def inverse_time(eta0: float) -> Callable[[int], float]:
    """Return the schedule t ↦ η₀/t: the learning rate of epoch t = 1, 2, … Lecture 05."""
    eta0 = rate("eta0", eta0)
    return lambda t: eta0 / whole("t", t, at_least=1)


def largest_stable_rate(X: object) -> float:
    """Return 2/λmax, above which full-batch descent on J = 1/(2m) Σ (Xw + b − y)² diverges.

    X: (m, d). λmax is the largest curvature, the largest eigenvalue of the Hessian [X 1]ᵀ[X 1]/m
    for w and b together; y plays no part. Along its eigenvector the error is multiplied by
    1 − ηλmax in each step. Lecture 05.
    """
    X = array("X", X, ("m", "d"))
    extended = np.column_stack([X, np.ones(len(X))])
    return float(2 * len(X) / np.linalg.norm(extended, 2) ** 2)


def minibatches(n: int, size: int, rng: np.random.Generator) -> list[Array]:
    """Return index arrays that hold 0 … n − 1 once, shuffled, `size` in each, fewer in the last.

    n ≥ 1, size ≥ 1. Lecture 05.
    """
    n, size = whole("n", n, at_least=1), whole("size", size, at_least=1)
    order = generator("rng", rng).permutation(n)
    return [order[start : start + size] for start in range(0, n, size)]
