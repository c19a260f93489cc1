"""How a run begins: what should be true of its start, and which mistake makes what untrue."""

import numpy as np

from autograder.diagnosis.mistakes import CATALOGUE, Mistake

from .course import NEVER, STILL, Ask, Course, Result

SEEDS = 6
"""Starts that are compared, to see whether the generator tells them apart."""

MANY = 100
"""Hidden units from which on a start tells how it was drawn."""

SAME = 1e-6
"""Starts that differ by less are the same."""

CHANCE = 1e-7
"""How likely it may be that numbers that are drawn as asked do not look so."""


def inside(values: np.ndarray) -> bool:
    """Tell whether all values lie in [−1, 1]."""
    return bool(np.all(np.abs(values) <= 1 + 1e-9))


def spread(values: np.ndarray) -> bool:
    """Tell whether values look drawn uniformly on [−1, 1], by Kolmogorov and Smirnov's test."""
    n = len(values)
    share, at = np.arange(n + 1) / n, (np.sort(values) + 1) / 2
    distance = max(np.abs(share[1:] - at).max(), np.abs(share[:-1] - at).max())
    each_its_own = len(np.unique(values)) > 0.9 * n
    return inside(values) and each_its_own and bool(distance < np.sqrt(np.log(2 / CHANCE) / 2 / n))


def both_signs(values: np.ndarray) -> bool:
    """Tell whether some values are below 0 and some above; so few as to be so by chance pass."""
    return len(values) < MANY / 4 or bool(values.min() < 0 < values.max())


def facts(ask: Ask, start: Result, case: Course) -> dict[str, bool]:
    """Say of a start what should be true of it."""
    net = case.net(start.theta)
    weights, biases = (np.concatenate([a.ravel() for a in v]) for v in (net.weights, net.biases))
    again, *others = (ask(STILL, NEVER, 1, case.seed + k).theta for k in range(SEEDS))
    last_biases = [start.theta[-1], *(other[-1] for other in others)]
    return {
        "shapes": start.in_shape,
        "weights_inside": inside(weights),
        "weights_both_signs": both_signs(weights),
        "weights_spread": spread(weights),
        "biases_inside": inside(np.append(biases, last_biases)),
        "biases_both_signs": both_signs(biases),
        "biases_spread": spread(biases) and float(np.ptp(last_biases)) > SAME,
        "repeatable": bool(np.abs(again - start.theta).max() < SAME),
        # Other labels lead a step elsewhere, also one that ends where no further step is seen.
        "keeps_to_its_rate": bool(
            np.abs(ask(STILL, NEVER, 1, labels=1 - case.y).theta - start.theta).max() < SAME
        ),
        "from_rng": all(np.abs(other - start.theta).max() > SAME for other in others),
    }


RATE_LOST = CATALOGUE["update-without-learning-rate"].asking(
    "Try another α: does the step change with it?"
)


def rate_matters(start: dict[str, bool]) -> bool:
    """Tell whether a start can be trusted: with a rate of next to nothing, nothing moved."""
    return start["keeps_to_its_rate"] or not start["repeatable"]


STARTS: dict[Mistake, tuple[str, ...]] = {
    CATALOGUE["initial-biases-not-drawn"]: ("biases_spread biases_both_signs", "biases_spread"),
    CATALOGUE["initial-values-positive"]: (
        "weights_both_signs weights_spread biases_both_signs biases_spread",
    ),
    CATALOGUE["initial-values-out-of-range"]: (
        "weights_inside weights_spread biases_inside biases_spread",
    ),
    CATALOGUE["another-generator"]: ("from_rng biases_spread", "repeatable keeps_to_its_rate"),
    CATALOGUE["initial-values-in-another-range"]: ("weights_spread biases_spread",),
    CATALOGUE["initial-values-not-drawn"]: (
        "weights_both_signs weights_spread biases_both_signs biases_spread from_rng",
    ),
    CATALOGUE["initial-shapes"]: ("shapes",),
    RATE_LOST: (),
}
"""What is not true of a start, as each mistake would have it, in one way or another."""


def start_by(case: Course, start: dict[str, bool], ways: tuple[str, ...]) -> dict[str, bool]:
    """What a mistake makes of a start, where there are weights enough to see it."""
    if case.hidden < MANY:
        return start
    if not ways:
        return dict.fromkeys(start, True) if rate_matters(start) else start
    right = dict.fromkeys(start, True)
    found = [right | dict.fromkeys(way.split(), False) for way in ways]
    return next((f for f in found if f == start), right)
