"""The functions of a neuron, each beside its derivative written from the output.

A layer computes Z = XW + b and A = f(Z). Going backward it needs f′(Z), and for each function here
that is cheaper from A, which is already known, than from Z: σ′(z) = a(1 − a), tanh′(z) = 1 − a².
Every function works elementwise on a number or an array of any shape, and keeps float32 and
float64; whole numbers count as float64. Raises TypeError for what is not a number, ValueError for
an empty array, NaN or an infinity. Where a function is analytic it takes complex numbers too (step,
sign and their kin do not), so that the complex step can differentiate it. The functions of
`ACTIVATIONS` write into an array `out` if they get one, which may be z itself, as NumPy's own do.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import numpy as np

from nnlib.validate import Array, array


def _elementwise(argument: str, complex_too: bool = True) -> Callable[..., Callable[..., Any]]:
    # The bare formula stays within reach as `__wrapped__`, for loops that have checked already. It
    # may answer with truth values, which count as 1 and 0.
    def decorate(formula: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(formula)
        def checked(value: object, **out: Any) -> Any:
            found = array(argument, value, complex_too=complex_too)
            return np.asarray(formula(found, **out), found.dtype)[()]

        return checked

    return decorate


@_elementwise("z", complex_too=False)
def step(z: Array, out: Array | None = None) -> Array:
    """Return 1 where z ≥ 0, else 0; step(0) = 1. Lecture 01, the unit of a perceptron."""
    return np.greater_equal(z, 0, out=out)


@_elementwise("a", complex_too=False)
def step_prime(a: Array) -> Array:
    """Return 0: the step is flat on both sides, and has no derivative at its jump. Lecture 01."""
    return np.zeros_like(a)


@_elementwise("z", complex_too=False)
def sign(z: Array) -> Array:
    """Return +1 where z ≥ 0, else −1; sign(0) = +1. Lecture 01, for labels −1 and +1."""
    return np.where(np.greater_equal(z, 0), z.dtype.type(1), z.dtype.type(-1))


@_elementwise("z")
def sigmoid(z: Array, out: Array | None = None) -> Array:
    """Return σ(z) = 1/(1 + e^−z) = ½(1 + tanh(z/2)), a form that cannot overflow. Lecture 04.

    Below about z = −37 it rounds to 0, above 37 to 1: losses are computed from z, not from σ(z).
    """
    a = np.tanh(0.5 * z, out=out)
    a += 1
    a *= 0.5
    return a


@_elementwise("a")
def sigmoid_prime(a: Array) -> Array:
    """Return σ′(z) = a(1 − a) from the output a = σ(z); at most ¼. Lectures 04 and 07."""
    return a * (1 - a)


@_elementwise("z")
def tanh(z: Array, out: Array | None = None) -> Array:
    """Return tanh z = (e^z − e^−z)/(e^z + e^−z). Lecture 08."""
    return np.tanh(z, out=out)


@_elementwise("a")
def tanh_prime(a: Array) -> Array:
    """Return tanh′(z) = 1 − a² from the output a = tanh z. Lecture 08."""
    return 1 - a * a


@_elementwise("z")
def relu(z: Array, out: Array | None = None) -> Array:
    """Return max(0, z). Lecture 08. Complex numbers pass where their real part is above 0."""
    if z.dtype.kind == "c":
        return np.where(np.real(z) > 0, z, 0)
    return np.maximum(z, 0, out=out)


@_elementwise("a")
def relu_prime(a: Array) -> Array:
    """Return 1 where the output a = max(0, z) is above 0, else 0; relu′(0) = 0. Lecture 08."""
    return a > 0


@_elementwise("z")
def softplus(z: Array, out: Array | None = None) -> Array:
    """Return log(1 + e^z) = max(0, z) + log(1 + e^−|z|), a form that cannot overflow. Lecture 08.

    It is a smooth ReLU, and its derivative is σ(z).
    """
    positive = np.real(z) > 0
    tail = np.log1p(np.exp(np.where(positive, -z, z)))
    return np.add(np.where(positive, z, 0), tail, out=out)


@_elementwise("a")
def softplus_prime(a: Array) -> Array:
    """Return σ(z) = 1 − e^−a from the output a = log(1 + e^z). Lecture 08."""
    return -np.expm1(-a)


@_elementwise("z")
def identity(z: Array, out: Array | None = None) -> Array:
    """Return z itself, as a copy: a linear unit. Lecture 08."""
    return z if out is z else np.positive(z, out=out)


@_elementwise("a")
def identity_prime(a: Array) -> Array:
    """Return 1. Lecture 08."""
    return np.ones_like(a)


def softmax(Z: object) -> Array:
    """Return the probabilities e^zⱼ / Σₖ e^zₖ of each row, shifted by its maximum. Lecture 08.

    Z: (m, k) or one row (k,), finite; the result has its shape and rows that add up to 1.
    Finite for any finite Z. Raises TypeError for what is not numbers, ValueError for a wrong shape,
    an empty array, NaN or an infinity.
    """
    found = array("Z", Z, ("m", "k"), ("k",))
    # Two logits may lie further apart than the largest float; e^−∞ = 0 is then the right answer.
    with np.errstate(over="ignore"):
        powers = np.exp(found - found.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


@dataclass(frozen=True)
class Activation:
    """A function `f` of z, its derivative `prime` written from the output a = f(z), and a name."""

    name: str
    f: Callable[..., Any]
    prime: Callable[..., Any]


ACTIVATIONS = {
    activation.name: activation
    for activation in (
        Activation("step", step, step_prime),
        Activation("sigmoid", sigmoid, sigmoid_prime),
        Activation("tanh", tanh, tanh_prime),
        Activation("relu", relu, relu_prime),
        Activation("softplus", softplus, softplus_prime),
        Activation("identity", identity, identity_prime),
    )
}
