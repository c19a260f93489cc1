"""How training starts: initial values drawn uniformly from [−1, 1] by the generator at hand."""

from dataclasses import dataclass

import numpy as np

from ...diagnosis.mistakes import CATALOGUE, Table

MANY = 100
"""Hidden units from which on a start tells how it was drawn."""

SAME = 1e-6
"""Starts that differ by less are the same."""

CHANCE = 1e-7
"""How likely it may be that numbers that are drawn as asked do not look so."""


def inside(values: np.ndarray) -> bool:
    """Tell whether all values lie in [−1, 1]."""
    return bool(np.all(np.abs(values) <= 1 + 1e-9))


def is_uniform(values: np.ndarray) -> bool:
    """Tell whether values look drawn uniformly on [−1, 1], by Kolmogorov and Smirnov's test."""
    n = len(values)
    share, at = np.arange(n + 1) / n, (np.sort(values) + 1) / 2
    distance = max(np.abs(share[1:] - at).max(), np.abs(share[:-1] - at).max())
    each_its_own = len(np.unique(values)) > 0.9 * n
    return inside(values) and each_its_own and bool(distance < np.sqrt(np.log(2 / CHANCE) / 2 / n))


def both_signs(values: np.ndarray) -> bool:
    """Tell whether some values are below 0 and some above; so few as to be so by chance pass."""
    return len(values) < MANY / 4 or bool(values.min() < 0 < values.max())


def look_at(weights: np.ndarray, biases: np.ndarray, last_biases: np.ndarray) -> dict[str, bool]:
    """Return what should be true of initial values; last_biases: one bias in several starts."""
    return {
        "weights_inside": inside(weights),
        "weights_both_signs": both_signs(weights),
        "weights_spread": is_uniform(weights),
        "biases_inside": inside(np.append(biases, last_biases)),
        "biases_both_signs": both_signs(biases),
        "biases_spread": is_uniform(biases) and float(np.ptp(last_biases)) > SAME,
    }


START_FACTS = {
    "shapes": "weights or biases have another shape than the layers need.",
    "weights_inside": "weights outside of [−1, 1] come up.",
    "weights_both_signs": "all weights have the same sign.",
    "weights_spread": "the weights are not spread evenly over [−1, 1].",
    "biases_inside": "biases outside of [−1, 1] come up.",
    "biases_both_signs": "all biases have the same sign.",
    "biases_spread": "the biases are not spread evenly over [−1, 1].",
    "repeatable": "the same generator leads to different starts.",
    "keeps_to_its_rate": "the parameters move although the rate is next to nothing.",
    "from_rng": "different generators lead to the same start.",
}
"""What is wrong with a start, by the names of what should be true of it."""


@dataclass(frozen=True)
class Start:
    """What is true of a start, and whether there are weights enough to see how it was drawn."""

    facts: dict[str, bool]
    many: bool

    @property
    def trusted(self) -> bool:
        """Whether it was seen where it began: with a rate of next to nothing, nothing moved."""
        return self.facts["keeps_to_its_rate"] or not self.facts["repeatable"]

    @property
    def right(self) -> dict[str, bool]:
        return dict.fromkeys(self.facts, True)

    def without(self, *ways: str) -> dict[str, bool]:
        """Return the facts if these are not true, in the one way or another that fits the start."""
        found = [self.right | dict.fromkeys(way.split(), False) for way in ways]
        return self.facts if not self.many or self.facts in found else self.right

    def without_rate(self) -> dict[str, bool]:
        """Return the facts if steps do not know the rate, so that the start cannot be trusted."""
        return self.right if self.many and self.trusted else self.facts


RATE_LOST = CATALOGUE["update-without-learning-rate"].asking(
    "Try another α: does the step change with it?"
)
POSITIVE = "weights_both_signs weights_spread biases_both_signs biases_spread"
OUT_OF_RANGE = "weights_inside weights_spread biases_inside biases_spread"

STARTS: Table = {
    CATALOGUE["initial-biases-not-drawn"]: lambda start: start.without(
        "biases_spread biases_both_signs", "biases_spread"
    ),
    CATALOGUE["initial-values-positive"]: lambda start: start.without(POSITIVE),
    CATALOGUE["initial-values-out-of-range"]: lambda start: start.without(OUT_OF_RANGE),
    CATALOGUE["another-generator"]: lambda start: start.without(
        "from_rng biases_spread", "repeatable keeps_to_its_rate"
    ),
    CATALOGUE["initial-values-in-another-range"]: lambda start: start.without(
        "weights_spread biases_spread"
    ),
    CATALOGUE["initial-values-not-drawn"]: lambda start: start.without(f"{POSITIVE} from_rng"),
    CATALOGUE["initial-shapes"]: lambda start: start.without("shapes"),
    RATE_LOST: Start.without_rate,
}
"""What is true of a start, as each mistake would have it."""
