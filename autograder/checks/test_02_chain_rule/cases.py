"""Functions of one number with their derivatives, and cases in which every mistake shows."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..common import Table


@dataclass(frozen=True)
class Curve:
    """A function of one number and its derivative; both take complex numbers too."""

    f: Callable[[Any], Any]
    df: Callable[[Any], Any]


def between(rng: np.random.Generator, low: float, high: float) -> float:
    """Draw a number of either sign with a size from `low` to `high`."""
    return float(rng.choice([-1, 1]) * rng.uniform(low, high))


def wave(rng: np.random.Generator, rate: float | None = None) -> Curve:
    """A sine wave along a slanted line; `rate` is how fast it swings."""
    a, b = between(rng, 0.8, 2.0), rate or rng.uniform(0.5, 1.2)
    c, d = rng.uniform(-3, 3), between(rng, 0.4, 1.4)
    return Curve(
        lambda t: a * np.sin(b * t + c) + d * t,
        lambda t: a * b * np.cos(b * t + c) + d,
    )


def parabola(rng: np.random.Generator) -> Curve:
    """A parabola; it gives Python's own numbers for Python's own."""
    a, b, c = between(rng, 0.2, 0.8), between(rng, 0.5, 2.0), between(rng, 0.5, 2.0)
    return Curve(lambda t: (a * t + b) * t + c, lambda t: 2 * a * t + b)


def bend(rng: np.random.Generator) -> Curve:
    """A bend between two slanted lines."""
    a, b, c = between(rng, 0.6, 1.8), rng.uniform(-2, 2), between(rng, 0.5, 1.5)
    return Curve(
        lambda t: a * np.sqrt(1 + (t - b) ** 2) + c * t,
        lambda t: a * (t - b) / np.sqrt(1 + (t - b) ** 2) + c,
    )


def any_curve(rng: np.random.Generator) -> Curve:
    """Draw a curve of any kind."""
    return (wave, parabola, bend)[rng.integers(3)](rng)


def raised_to_zero(curve: Curve, x: float) -> Curve:
    """Return the curve, raised or lowered so that it is exactly 0 at x, one of NumPy's numbers."""
    height = np.float64(curve.f(x))
    return Curve(lambda t: curve.f(t) - height, curve.df)


def mistaken(table: Table, case: Any) -> Iterator[Any]:
    """Work out what each mistake of a table makes of a case."""
    return (gives(case) for gives in table.values())


def all_show(right: float, mistaken: Iterable[float]) -> bool:
    """Tell whether a derivative is of moderate size, and no mistake comes within 1 % of it."""
    size = abs(right)
    return 0.02 < size < 2000 and all(not abs(other - right) <= 0.01 * size for other in mistaken)
