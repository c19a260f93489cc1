"""How to go downhill: optimisers, learning rates over time, and batches.

An optimiser's `step(theta, gradient)` changes θ in place, so the weights and biases of a `Net`,
views of its θ, move along. It does not care where the gradient comes from: that of all rows makes
it full-batch descent, that of one batch after another of `minibatches` makes it stochastic.

Rates ≤ 0, shapes that differ, and a gradient with NaN or an infinity raise ValueError before θ has
changed; a θ that is not a float array, which could not be changed in place, raises TypeError.
"""

from collections.abc import Callable
from math import sqrt
from typing import Any

import numpy as np

from nnlib.validate import Array, array, generator, number, option, rate, whole


class GradientDescent:
    """θ ← θ − η∇J, with learning rate `eta` > 0. Lecture 05.

    On mini-batches this same step is stochastic gradient descent (SGD).
    """

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
        self.velocity: Any = None

    def step(self, theta: Array, gradient: Array) -> None:
        """Take one step; theta, gradient: float arrays of one shape, the same in every step."""
        gradient = _checked(theta, gradient)
        self.velocity = _remembered(self.velocity, theta)
        self.velocity *= self.beta
        self.velocity += gradient
        theta -= self.eta * self.velocity


class Adam:
    """θ ← θ − η m̂/(√v̂ + ε), with running means m of ∇J and v of its square. Lecture 08.

    m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ) make up for the means' start at 0, so that the first step
    is η in each coordinate, against the gradient's sign. D. Kingma, J. Ba: Adam, a method for
    stochastic optimization (2015), with its default values.
    """

    def __init__(
        self, eta: float = 0.001, beta1: float = 0.9, beta2: float = 0.999, epsilon: float = 1e-8
    ) -> None:
        """Take the learning rate, the decay of both means (0 ≤ β < 1), and ε > 0."""
        self.eta = rate("eta", eta)
        self.beta1 = number("beta1", beta1, at_least=0, below=1)
        self.beta2 = number("beta2", beta2, at_least=0, below=1)
        self.epsilon = number("epsilon", epsilon, above=0)
        self.mean: Any = None
        self.square: Any = None
        self.steps = 0

    def step(self, theta: Array, gradient: Array) -> None:
        """Take one step; theta, gradient: float arrays of one shape, the same in every step."""
        gradient = _checked(theta, gradient)
        self.mean = _remembered(self.mean, theta)
        self.square = _remembered(self.square, theta)
        self.steps += 1
        self.mean *= self.beta1
        self.mean += (1 - self.beta1) * gradient
        self.square *= self.beta2
        self.square += (1 - self.beta2) * gradient * gradient
        # Both corrections are numbers: the means are left as they are, and no copies are made.
        spread = np.sqrt(self.square)
        spread /= sqrt(1 - self.beta2**self.steps)
        spread += self.epsilon
        theta -= self.eta / (1 - self.beta1**self.steps) * self.mean / spread


def _checked(theta: Array, gradient: Array) -> Array:
    # θ itself is not searched for NaN: where it has some, so does its gradient.
    if not isinstance(theta, np.ndarray) or theta.dtype.kind != "f":
        kind = getattr(theta, "dtype", type(theta).__name__)
        raise TypeError(f"theta must be a NumPy array of floats, but was of type {kind}")
    return array("gradient", gradient, theta.shape)


def _remembered(state: Array | None, theta: Array) -> Array:
    if state is None:
        return np.zeros_like(theta)
    if state.shape != theta.shape:
        raise ValueError(
            f"theta must keep its shape {state.shape} from step to step, but had {theta.shape}"
        )
    return state


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


def step_decay(eta0: float, factor: float, every: int) -> Callable[[int], float]:
    """Return the schedule t ↦ η₀·factor^⌊(t − 1)/every⌋, for epoch t = 1, 2, … Lecture 05.

    The rate is multiplied by 0 < factor < 1 after `every` ≥ 1 epochs, and again after as many.
    """
    eta0, factor = rate("eta0", eta0), number("factor", factor, above=0, below=1)
    every = whole("every", every, at_least=1)
    return lambda t: eta0 * factor ** ((whole("t", t, at_least=1) - 1) // every)


# The largest second derivative of one sample's loss by its z: 1, and p(1 − p) ≤ ¼.
_CURVATURE = {"half_mean_squared": 1.0, "binary_cross_entropy": 0.25}


def largest_stable_rate(X: object, loss: str = "half_mean_squared") -> float:
    """Return 2/λ, the limit for the rate of descent on J(w, b), with λ the largest curvature of J.

    X: (m, d), so that z = Xw + b. With η < 2/λ every full-batch step lowers J, whatever y and the
    start, until the gradient is 0. Lecture 05.

    "half_mean_squared", J = 1/(2m) Σ (z − y)²: λ is the largest eigenvalue of the Hessian
    [X 1]ᵀ[X 1]/m, the same everywhere. Along its eigenvector each step multiplies the error by
    1 − ηλ, so above the limit descent diverges (unless it starts with no error in that direction).

    "binary_cross_entropy", where y are labels of p = σ(z): λ is a quarter of that eigenvalue, which
    the Hessian [X 1]ᵀ diag(p(1 − p)) [X 1]/m cannot exceed and reaches where all p are ½. Above the
    limit descent may still converge, where p is close to 0 or 1 and the curvature is less.
    """
    X = array("X", X, ("m", "d"))
    curvature = option("loss", loss, _CURVATURE)
    extended = np.column_stack([X, np.ones(len(X))])
    return float(2 * len(X) / (curvature * np.linalg.norm(extended, 2) ** 2))


def minibatches(n: int, size: int, rng: np.random.Generator) -> list[Array]:
    """Return index arrays that hold 0 … n − 1 once, shuffled, `size` in each, fewer in the last.

    n ≥ 1, size ≥ 1. Lecture 05.
    """
    n, size = whole("n", n, at_least=1), whole("size", size, at_least=1)
    order = generator("rng", rng).permutation(n)
    return [order[start : start + size] for start in range(0, n, size)]
