"""How a run begins: what should be true of its start, and which mistake makes what untrue."""

import numpy as np

from autograder.diagnosis.mistakes import Mistake

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


RATE_LOST = Mistake(
    "P5",
    "learning rate left out",
    "a step that does not know the learning rate.",
    "Try another α: does the step change with it?",
)


def rate_matters(start: dict[str, bool]) -> bool:
    """Tell whether a start can be trusted: with a rate of next to nothing, nothing moved."""
    return start["keeps_to_its_rate"] or not start["repeatable"]


STARTS: dict[Mistake, tuple[str, ...]] = {
    Mistake(
        "I1",
        "biases not drawn",
        "drawn in part only.",
        "Which parameters should be drawn, weights alone or all of them?",
    ): ("biases_spread biases_both_signs", "biases_spread"),
    Mistake(
        "I2",
        "from 0 to 1",
        "on one side of 0 alone.",
        "From where to where does your generator's function draw if it is told nothing else?",
    ): ("weights_both_signs weights_spread biases_both_signs biases_spread",),
    Mistake(
        "I3",
        "beyond the range",
        "drawn from beyond the range that is asked for.",
        "Between which numbers must each parameter lie at the start? Does yours?",
    ): ("weights_inside weights_spread biases_inside biases_spread",),
    Mistake(
        "I4",
        "another generator",
        "not drawn from the generator that is handed in.",
        "Whose random numbers do you use? Try two generators, and the same one twice.",
    ): ("from_rng biases_spread", "repeatable keeps_to_its_rate"),
    Mistake(
        "I5",
        "another width",
        "drawn on both sides of 0, but from a narrower range, or not evenly.",
        "How large and how small may a weight be at the start, and how likely is each?",
    ): ("weights_spread biases_spread",),
    Mistake(
        "I6",
        "nothing drawn",
        "the same for every unit.",
        "If all hidden units begin alike, can they ever become different?",
    ): ("weights_both_signs weights_spread biases_both_signs biases_spread from_rng",),
    Mistake(
        "I8",
        "other shapes",
        "drawn well, in other shapes.",
        "Which shapes does the question give to the weights and biases of each layer?",
    ): ("shapes",),
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
