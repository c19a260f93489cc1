"""Where p rounds to 0 or 1: the cases, and programs that are right for small z alone."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.diagnosis.mistakes import CATALOGUE, Mistake

from .labelled import CLIPPED, Labelled, clip

LOG_OF_ZERO = CATALOGUE["log-of-rounded-probability"]
RAW_POWERS = CATALOGUE["exponential-overflow"]
TINY_LOST = CATALOGUE["tiny-value-lost"]
BY_P_FIRST = CATALOGUE["division-by-rounded-probability"]
EPSILONS = (*(10.0**-k for k in range(4, 17)), float(np.finfo(float).eps), 1e-300)


def of_logs(c: Labelled, log_p: Any, log_rest: Any) -> float:
    """The loss from the two logarithms."""
    return -(c.y * log_p + (1 - c.y) * log_rest).mean()


UNSTABLE: dict[Mistake, Callable[[Labelled], Any]] = {
    LOG_OF_ZERO: lambda c: of_logs(c, np.log(c.p), np.log(1 - c.p)),
    LOG_OF_ZERO.with_variant("log1p"): lambda c: of_logs(c, np.log(c.p), np.log1p(-c.p)),
    RAW_POWERS: lambda c: (np.log(1 + np.exp(c.z)) - c.y * c.z).mean(),
    RAW_POWERS.with_variant("log1p"): lambda c: (np.log1p(np.exp(c.z)) - c.y * c.z).mean(),
    TINY_LOST: lambda c: (np.maximum(c.z, 0) - c.y * c.z + np.log(1 + np.exp(-np.abs(c.z)))).mean(),
}
"""The loss of programs that are right for usual z alone."""

MAKESHIFT: dict[Mistake, Callable[[Labelled], dict[str, Any]]] = {
    RAW_POWERS: lambda c: c.of_slope(np.exp(c.z) / (1 + np.exp(c.z)) - c.y),
    BY_P_FIRST: lambda c: c.of_slope(((1 - c.y) / (1 - c.p) - c.y / c.p) * c.p * (1 - c.p)),
}
"""The gradient of such programs."""

for epsilon in EPSILONS:
    UNSTABLE[CLIPPED.with_variant(str(epsilon))] = lambda c, e=epsilon: of_logs(
        c, np.log(clip(c.p, e)), np.log(1 - clip(c.p, e))
    )
    UNSTABLE[CLIPPED.with_variant(f"{epsilon} added")] = lambda c, e=epsilon: of_logs(
        c, np.log(c.p + e), np.log(1 - c.p + e)
    )
for bound in (20, 30, 35, 36, 50, 100, 250, 500, 700, 709):
    UNSTABLE[CLIPPED.with_variant(f"z up to {bound}")] = lambda c, z=bound: c.loss_at(
        np.minimum(np.maximum(c.z, -z), z)
    )


def in_tails(rng: np.random.Generator, kind: int) -> Labelled:
    """Rows where p rounds to 1; to 0; where it is tiny and right; and z up to ±1e300."""
    m = 6
    far = np.concatenate([rng.uniform(40, 300, m - 1), rng.uniform(760, 900, 1)])
    z, y = (
        (far, np.array([0, 1, *rng.uniform(0.2, 0.8, m - 3), 0])),
        (-far, np.array([1, 0, *rng.uniform(0.2, 0.8, m - 3), 1])),
        (rng.uniform(-50, -40, m), np.zeros(m)),
        (
            np.array([1e300, -1e300, 3e299, -2e150, *rng.normal(size=2)]),
            np.array([0, 1, *rng.uniform(0.2, 0.8, 2), 1, 0]),
        ),
    )[kind]
    return with_z(rng, z, y)


def sure(rng: np.random.Generator) -> Labelled:
    """Rows where p is close to its label, but far from rounding to it.

    So little is left of the loss that what a shortcut for larger z drops there can be seen.
    """
    z = np.concatenate([np.linspace(4.5, 9, 4), -np.linspace(5, 8.5, 3)])
    doubt = rng.uniform(0.002, 0.01, len(z))
    return with_z(rng, z, np.where(z > 0, 1 - doubt, doubt))


def with_z(rng: np.random.Generator, z: np.ndarray, y: np.ndarray) -> Labelled:
    """Draw four columns, weights and a bias that give this z, with the rows in another order."""
    m, d = len(z), 4
    w = rng.uniform(0.5, 1.2, d) * rng.choice([-1, 1], d)
    b = float(rng.uniform(0.3, 1.0))
    order = rng.permutation(m)
    z, y = z[order], y[order]
    across = rng.normal(size=(m, d))
    across -= np.outer(across @ w, w) / (w @ w)
    return Labelled(across + np.outer((z - b) / (w @ w), w), y, w, b)
