"""Judges of a gradient: two ways to measure it from the function alone, and a check of a whole one.

The central difference needs nothing but values, and is right to about ten digits; the complex step
is right to the last digit, but needs a function that takes complex numbers; the check asks a few
random directions instead of every entry, and knows how far it can be trusted. Lecture 02.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf, sqrt
from typing import Any

import numpy as np

from nnlib.validate import Array, array, function, generator, rate

_CUBE_ROOT_OF_EPS = float(np.finfo(np.float64).eps ** (1 / 3))
_TINY = float(np.finfo(np.float64).tiny)


def central_difference(f: Callable[[Any], Any], x: Any, h: float | None = None) -> Any:
    """Return the gradient of f at x from (f(x + h) − f(x − h)) / 2h, one entry at a time.

    f: takes what x is, a number or an array of any shape, and returns a number. The result has x's
    shape. Without h > 0 the step is ε^⅓·max(1, |xᵢ|), ε = 2.2e-16, where the truncation, of
    order h², and the rounding, of order ε/h, are about equal. The last call is f(x), so a function
    that puts x somewhere, say into the θ of a `Net`, leaves there what it found.
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

    measured = _entries(entry, x)
    _at(f, x)
    return measured


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
    """One entry of a gradient: its index, what was claimed, and what was measured."""

    index: tuple[int, ...]
    claimed: float
    measured: float

    @property
    def ratio(self) -> float:
        """Claimed over measured: 2 says that a factor ½ is missing; ∞ where 0 was measured."""
        return self.claimed / self.measured if self.measured else inf

    def __str__(self) -> str:
        """Return the entry on one line."""
        place = f"[{', '.join(map(str, self.index))}]  " if self.index else ""
        ratio = f": {self.ratio:#.4g} ×" if self.measured else ""
        return f"{place}claimed {self.claimed:.6g}, measured {self.measured:.6g}{ratio}"


@dataclass(frozen=True)
class GradientReport:
    """What `gradient_check` found; `str(report)` reads as a message.

    relative_error: how far off the slope is along the worst direction, over the gradient's norm;
    tolerance: what of that may be rounding, 1 if all of it, as at a minimum; passed: whether the
    one is within the other; worst: up to five wrong entries, the furthest off first, or none if
    each is off by too little to be told alone.
    """

    relative_error: float
    tolerance: float
    passed: bool
    worst: list[Entry]

    def __str__(self) -> str:
        """Return one line, and one more for each of the worst entries."""
        verdict = "right" if self.passed else "wrong"
        first = (
            f"The gradient is {verdict}: relative error {self.relative_error:.1e}, "
            f"tolerance {self.tolerance:.0e}."
        )
        return "\n  ".join([first, *map(str, self.worst)])


def gradient_check(
    f: Callable[[Any], Any], gradient: Any, x: Any, rng: np.random.Generator
) -> GradientReport:
    """Compare a gradient of f at x with the slopes of f along five random directions.

    f: takes what x is, a number or an array of any shape, and returns a number; gradient: what is
    claimed, of x's shape, or a function that computes it from x. A whole network in three lines:

        def J(theta):
            net.theta[:] = theta
            return net.loss(X, Y)

        gradient_check(J, net.gradient, net.theta, rng)

    The slope along v must be g·v. Whatever the number of entries n, that takes a hundred calls of
    f, and one or two thousand more to name the wrong entries if there are any.

    An error e of the gradient shows as e·v, which is normal with deviation ‖e‖ (v has length √n).
    What is allowed is √ε‖g‖, with ε that of the gradient's dtype (√ε is 1.5e-8 for float64, 3.5e-4
    for float32), and what rounding of f may cause. An error 100 times as large escapes one
    direction in 125, and all five once in 3·10¹⁰ checks; one smaller than what is allowed cannot be
    seen: 1 % of entry i is 0.01·|gᵢ| beside all of ‖g‖.

    Kinks of f are stepped around, but x must not be on one. f is taken to be computed in the dtype
    of x: in float32 little can be seen, so check in float64 what is to run in float32. As in
    `central_difference`, the last call is f(x). Lecture 02.
    """
    f = function("f", f)
    x = array("x", x).copy()
    rng = generator("rng", rng)
    claimed = array("gradient", gradient(x[()]) if callable(gradient) else gradient, x.shape)
    precision = sqrt(np.finfo(claimed.dtype).eps)
    claimed = claimed.astype(np.float64)
    norm = float(np.linalg.norm(claimed))
    seen = []
    for _ in range(5):
        v = _direction(rng, x)
        error, doubt = _excess(f, claimed, x, v)
        allowed = precision * norm + doubt + _TINY
        size = max(norm, abs(float(np.vdot(claimed, v)) + error), allowed)
        seen.append((abs(error) / allowed, abs(error) / size, allowed / size))
    furthest, relative_error, tolerance = max(seen)
    passed = furthest <= 1
    worst = [] if passed else _worst(f, claimed, x, rng, precision)
    _at(f, x)
    return GradientReport(relative_error, tolerance, passed, worst)


def _direction(rng: np.random.Generator, x: Array) -> Array:
    v = rng.standard_normal(x.shape)
    return (v * np.sqrt(v.size) / np.linalg.norm(v)).astype(x.dtype)


def _excess(f: Callable[[Any], Any], claimed: Array, x: Array, v: Array) -> tuple[float, float]:
    """Return how much steeper f is along v than claimed·v, and how far off that may be.

    A central difference with a step that grows from 1e-10 of the size of x tenfold as long as the
    result settles: rounding falls with it, until truncation takes over. A value of f is taken to be
    right to ε(|f| + ‖x‖·|f′|), what rounding its argument and its result may do.
    """
    size = float(np.linalg.norm(x.astype(np.float64))) / sqrt(x.size) or 1.0
    noise = 4 * float(np.finfo(x.dtype).eps)
    middle = _at(f, x)
    errors: list[float] = []
    roundings: list[float] = []
    best, doubt = 0.0, inf
    for power in range(-10, -1):
        h = size * 10.0**power
        up, down = x + h * v, x - h * v
        high, low = _at(f, up), _at(f, down)
        # The points as they were rounded, so that their distance is exact.
        rise = float(np.vdot(claimed, up.astype(np.float64) - down))
        errors.append((high - low - rise) / (2 * h))
        slope = max(abs(high - middle), abs(low - middle)) / h
        roundings.append(noise * (max(abs(high), abs(low)) + size * slope) / h)
        if len(errors) < 3:
            continue
        spread = 2 * (abs(errors[-2] - errors[-3]) + abs(errors[-1] - errors[-2]) + roundings[-2])
        if spread >= doubt:
            break
        best, doubt = errors[-2], spread
    return best, doubt


def _worst(
    f: Callable[[Any], Any], claimed: Array, x: Array, rng: np.random.Generator, precision: float
) -> list[Entry]:
    # Many entries are halved first, always going where the slope is further off.
    places = np.arange(x.size)
    while places.size > 50:
        halves = np.array_split(places, 2)
        places = max(halves, key=lambda half: _seen(f, claimed, x, half, rng))
    found = []
    for place in places:
        index = tuple(map(int, np.unravel_index(place, x.shape)))
        unit = np.zeros_like(x)
        unit[index] = 1
        error, doubt = _excess(f, claimed, x, unit)
        own = float(claimed[index])
        if abs(error) > doubt + precision * abs(own):
            measured = own + error
            found.append(Entry(index, own, measured if abs(measured) > doubt else 0.0))
    return sorted(found, key=lambda entry: -abs(entry.claimed - entry.measured))[:5]


def _seen(
    f: Callable[[Any], Any], claimed: Array, x: Array, places: Array, rng: np.random.Generator
) -> float:
    # The error of the slope along two directions in which only these entries move.
    errors = []
    for _ in range(2):
        v = np.zeros_like(x)
        v.flat[places] = _direction(rng, x).flat[places]
        errors.append(_excess(f, claimed, x, v)[0])
    return float(np.hypot(*errors))
