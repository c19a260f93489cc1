"""Judges of a gradient: two ways to measure it from the function alone, and a check that uses one.

The central difference needs nothing but values, and is right to about ten digits; the complex step
is right to the last digit, but needs a function that takes complex numbers. Lecture 02.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlib.validate import Array, array, function, generator, rate

_CUBE_ROOT_OF_EPS = float(np.finfo(np.float64).eps ** (1 / 3))


def central_difference(f: Callable[[Any], Any], x: Any, h: float | None = None) -> Any:
    """Return the gradient of f at x from (f(x + h) − f(x − h)) / 2h, one entry at a time.

    f: takes what x is, a number or an array of any shape, and returns a number. The result has x's
    shape. Without h > 0 the step is ε^⅓·max(1, |xᵢ|), ε = 2.2e-16, where the truncation, of
    order h², and the rounding, of order ε/h, are about equal.
    Raises TypeError or ValueError for an f or x that does not fit, also where f is not
    finite. Lecture 02.
    """
    f = function("f", f)
    x = array("x", x).astype(np.float64)
    steps = (
        _CUBE_ROOT_OF_EPS * np.maximum(1, np.abs(x)) if h is None else np.full_like(x, rate("h", h))
    )
    if (x + steps == x - steps).any():
        raise ValueError(f"h must be large enough to change x, but was {h}")

    def entry(i: tuple[int, ...]) -> float:
        up, down = x.copy(), x.copy()
        up[i] += steps[i]
        down[i] -= steps[i]
        # The points as they were rounded, so that their distance is exact.
        return (_at(f, up) - _at(f, down)) / (up[i] - down[i])

    return _entries(entry, x)


def complex_step(f: Callable[[Any], Any], x: Any, h: float = 1e-30) -> Any:
    """Return the gradient of f at x from Im f(x + ih) / h, one entry at a time.

    f: as for `central_difference`, made of analytic operations that take complex numbers. Nothing
    is subtracted, so nothing is lost to rounding, and h > 0 may be tiny. W. Squire, G. Trapp: Using
    complex variables to estimate derivatives of real functions (1998).
    Raises TypeError if f loses the imaginary part, else as `central_difference`.
    """
    f = function("f", f)
    x = array("x", x).astype(np.complex128)
    h = rate("h", h)

    def entry(i: tuple[int, ...]) -> float:
        aside = x.copy()
        aside[i] += 1j * h
        value = _at(f, aside)
        if not isinstance(value, complex):
            raise TypeError("f must return a complex number for a complex argument, but did not")
        return value.imag / h

    return _entries(entry, x)


def _at(f: Callable[[Any], Any], x: Array) -> Any:
    return array("f(x)", f(x[()]), (), complex_too=np.iscomplexobj(x)).item()


def _entries(entry: Callable[[tuple[int, ...]], float], x: Array) -> Any:
    gradient = np.array([entry(i) for i in np.ndindex(x.shape)]).reshape(x.shape)
    return gradient if x.ndim else float(gradient)


@dataclass(frozen=True)
class Entry:
    """One entry of a gradient: its index, what was claimed, and the central difference."""

    index: tuple[int, ...]
    claimed: float
    measured: float


@dataclass(frozen=True)
class GradientReport:
    """What `gradient_check` found; `str(report)` reads as a message.

    relative_error: the largest over the directions tried; tolerance: what it may be; passed:
    whether it is; worst: up to five entries that are furthest off, none if passed.
    """

    relative_error: float
    tolerance: float
    passed: bool
    worst: list[Entry]

    def __str__(self) -> str:
        """Return one line, and one more for each of the worst entries."""
        verdict = "right" if self.passed else "wrong"
        lines = [
            f"The gradient is {verdict}: relative error {self.relative_error:.1e}, "
            f"tolerance {self.tolerance:.0e}."
        ]
        for entry in self.worst:
            index = ", ".join(map(str, entry.index))
            lines.append(f"  [{index}]  claimed {entry.claimed:.6g}, measured {entry.measured:.6g}")
        return "\n".join(lines)


def gradient_check(
    f: Callable[[Any], Any], gradient: Any, x: Any, rng: np.random.Generator
) -> GradientReport:
    """Compare a gradient of f at x with central differences along five random directions.

    A direction v costs two values of f however many entries x has: g·v must be d f(x + tv)/dt at
    t = 0. f: takes an array like x and returns a number; gradient: the array of x's shape that is
    claimed, or a function that computes it from x; x: a number or an array.
    Only if the check fails are the entries measured one by one, to name the worst. The error is
    taken relative to the size of a typical slope ‖g‖/√n, and never to less than 1e-4·|f(x)|, below
    which rounding in f drowns the difference. Lecture 02.
    """
    f = function("f", f)
    x = array("x", x).astype(np.float64)
    rng = generator("rng", rng)
    claimed = array("gradient", gradient(x[()]) if callable(gradient) else gradient, x.shape)
    scale = max(np.linalg.norm(claimed) / np.sqrt(x.size), 1e-4 * abs(_at(f, x)))
    error = 0.0
    for _ in range(5):
        v = rng.standard_normal(x.shape)
        v /= np.linalg.norm(v)
        h = _CUBE_ROOT_OF_EPS * max(1.0, float(np.abs(x).max()))
        measured = (_at(f, x + h * v) - _at(f, x - h * v)) / (2 * h)
        slope = float(np.sum(claimed * v))
        error = max(error, abs(slope - measured) / max(scale, abs(measured), np.finfo(float).tiny))
    tolerance = 1e-5
    passed = error <= tolerance
    return GradientReport(error, tolerance, passed, [] if passed else _worst(f, claimed, x))


def _worst(f: Callable[[Any], Any], claimed: Array, x: Array) -> list[Entry]:
    measured = np.asarray(central_difference(f, x[()]))
    order = np.argsort(-np.abs(claimed - measured), axis=None)[:5]
    indices = [tuple(map(int, np.unravel_index(flat, x.shape))) for flat in order]
    return [Entry(i, float(claimed[i]), float(measured[i])) for i in indices]
