"""A learning rate that falls with time."""

from typing import Any

import numpy as np

from ..common import CATALOGUE, ClosedForm, Table, to_number
from .cases import FORBIDDEN

OTHER_START = CATALOGUE["another-first-rate"]
EXPONENTIAL = CATALOGUE["exponential-decay"]

MISTAKES: Table = {
    CATALOGUE["time-from-zero"]: lambda t: 0.1 / (t + 1),
    CATALOGUE["constant-rate"]: lambda t: 0.1,
    CATALOGUE["decay-by-root-of-time"]: lambda t: 0.1 / t**0.5,
    CATALOGUE["decay-by-square-of-time"]: lambda t: 0.1 / t**2,
    CATALOGUE["rising-rate"]: lambda t: 0.1 * t,
    OTHER_START: lambda t: 1 / t,
    OTHER_START.with_variant("a tenth"): lambda t: 0.01 / t,
    EXPONENTIAL.with_variant("halved every time"): lambda t: 0.1 * 0.5 ** (t - 1),
    EXPONENTIAL.with_variant("power of the first rate"): lambda t: 0.1**t,
    CATALOGUE["time-added-below"]: lambda t: 0.1 / (1 + 0.1 * t),
    CATALOGUE["integer-division"]: lambda t: 0.1 // t,
    CATALOGUE["rate-rounded"]: lambda t: round(0.1 / t, 2),
}


class TestSchedule(ClosedForm):
    """schedule(t): 0.1/t at early and late times."""

    id = "05-gradient-descent/schedule"
    parts = {"rate": 2}
    cases = 6
    forbidden = FORBIDDEN
    function = "schedule"
    mistakes = MISTAKES

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> int:
        """The first two times, and later ones."""
        first, behind = ((1, 2), (2, 3), (3, 6), (6, 12), (12, 60), (200, 900))[number]
        return int(rng.integers(first, behind))

    @staticmethod
    def reference(case: int) -> float:
        return 0.1 / case

    @staticmethod
    def solve(t: Any) -> float:
        return 0.1 / to_number(t)
