"""Batches that hold each sample once, in a fresh order."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..common import (
    CATALOGUE,
    LONGEST_SIDE,
    Answer,
    AnswerError,
    Judge,
    Question,
    Table,
    Values,
    about,
)
from .cases import FORBIDDEN

SIZES = ((60, 8), (48, 6), (10, 3), (12, 4), (7, 7), (9, 1), (6, 8), (11, 9))
"""Samples and batch size: a rest or none, one batch, single samples, fewer than a batch."""

WIDE = 2
"""So many cases have samples enough to see how they are shuffled."""

SEEDS = 6
"""Generators that are compared: so many that no fair ones put an index in the same place."""


@dataclass(frozen=True)
class Deal:
    """What `minibatches` is given, and seeds for its generator."""

    n: int
    size: int
    seed: int

    @property
    def lengths(self) -> list[int]:
        """How many indices each batch has."""
        return [min(self.size, self.n - start) for start in range(0, self.n, self.size)]


def read_batches(result: Any) -> list[np.ndarray]:
    """Read batches as arrays; raises AnswerError (kind "type") if they are no rows of integers."""
    if not isinstance(result, list | tuple | np.ndarray) or getattr(result, "ndim", 1) == 0:
        raise AnswerError("type", "A list of batches was expected, each a row of indices.")
    try:
        batches = [np.asarray(batch) for batch in result]
    except ValueError:
        batches = [np.empty((0, 0))]
    for batch in batches:
        if batch.ndim != 1 or (batch.size and batch.dtype.kind not in "iu"):
            raise AnswerError(
                "type", "Each batch should be a row of indices, which are whole numbers."
            )
    return batches


def join(batches: list[np.ndarray]) -> np.ndarray:
    """Return all indices, one batch after another."""
    return np.concatenate([np.empty(0), *batches])


def is_mixed(deal: Deal, batches: list[np.ndarray]) -> bool:
    """Tell whether indices are mixed throughout, not just inside batches, or batches as a whole.

    In a permutation few neighbours follow each other, early places do not go to early indices, and
    next to never does a batch hold a block of the data.
    """
    order = join(batches)
    if len(order) < deal.n / 2:  # too few to see it
        return True
    if np.ptp(order) == 0:
        return False
    neighbours = np.mean(np.isin(np.abs(np.diff(order)) % deal.n, (1, deal.n - 1)))
    trend = abs(np.corrcoef(order, np.arange(len(order)))[0, 1])
    blocks = [np.ptp(b) + 1 == len(b) for b in batches if len(b) >= min(deal.size, 6)]
    as_blocks = bool(blocks) and np.mean(blocks) >= 0.5
    return bool(neighbours < 0.4 and trend < 0.85 and not as_blocks)


EACH_ONCE = {"in range": True, "none twice": True}
SHUFFLED = {"mixed": True, "differs": True, "repeats": True}

FILLED_UP = CATALOGUE["last-batch-filled-up"]
ANOTHER_GENERATOR = CATALOGUE["another-generator"].asking(
    "Whose random numbers do you use? Try a generator of one seed twice."
)

LENGTHS: Table = {
    CATALOGUE["last-batch-missing"]: lambda c: [c.size] * (c.n // c.size),
    CATALOGUE["even-batches"]: lambda c: split(c.n, len(c.lengths)),
    CATALOGUE["number-of-batches"]: lambda c: split(c.n, c.size),
    CATALOGUE["empty-batch-at-end"]: lambda c: c.lengths + [0] * (c.n % c.size == 0),
    CATALOGUE["short-batch-first"]: lambda c: c.lengths[::-1],
    FILLED_UP: lambda c: [c.size] * len(c.lengths),
    CATALOGUE["one-batch-only"]: lambda c: c.lengths[:1],
}

INDICES: Table = {
    FILLED_UP: lambda c: EACH_ONCE | {"none twice": c.n % c.size == 0},
    CATALOGUE["drawn-with-replacement"]: lambda c: EACH_ONCE | {"none twice": c.n == 1},
    CATALOGUE["counted-from-one"]: lambda c: EACH_ONCE | {"in range": False},
}

SHUFFLES: Table = {
    CATALOGUE["not-shuffled"]: lambda c: SHUFFLED | {"mixed": False, "differs": False},
    CATALOGUE["generator-unused"]: lambda c: SHUFFLED | {"differs": False},
    ANOTHER_GENERATOR: lambda c: SHUFFLED | {"repeats": False},
    CATALOGUE["shuffled-in-part"]: lambda c: SHUFFLED | {"mixed": False},
}


def split(n: int, batches: int) -> list[int]:
    """Return the lengths of so many batches of n samples, as even as they can be."""
    return [len(batch) for batch in np.array_split(range(n), batches)]


class TestBatches(Question):
    """minibatches(n, size, rng): lengths, indices, and how they are shuffled."""

    id = "05-gradient-descent/batches"
    parts = {"lengths": 1, "indices": 1, "shuffled": 1}
    cases = len(SIZES)
    function = "minibatches"
    facts = {
        "in range": "an index comes up that no sample has.",
        "none twice": "an index comes up more than once.",
        "mixed": "not every order can come up: neighbours in the data stay together.",
        "differs": "different generators lead to the same batches.",
        "repeats": "the same generator leads to different batches.",
    }
    forbidden = FORBIDDEN

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Deal:
        return Deal(*SIZES[number], seed=int(rng.integers(2**31)))

    @staticmethod
    def rows(case: Deal) -> int:
        return case.n

    @classmethod
    def call(cls, answer: Answer, case: Deal) -> Values:
        def run(seed: int) -> list[np.ndarray]:
            rng = np.random.default_rng(seed)
            return read_batches(answer.call(cls.function, case.n, case.size, rng))

        batches = run(case.seed)
        order = join(batches)
        got: dict[str, Any] = {
            "lengths": [len(batch) for batch in batches],
            "indices": {
                "in range": bool(np.all((order >= 0) & (order < case.n))),
                "none twice": len(np.unique(order)) == len(order),
            },
        }
        if SIZES.index((case.n, case.size)) < WIDE:
            others = [run(case.seed + k) for k in range(1, SEEDS)]
            differs = not all(same(each, batches) for each in others)
            parted = not differs or not any_stays([batches, *others])
            got["shuffled"] = {
                "mixed": parted and all(is_mixed(case, each) for each in (batches, *others)),
                "differs": differs,
                "repeats": same(run(case.seed), batches),
            }
        return got

    @staticmethod
    def solve(n: Any, size: Any, rng: np.random.Generator) -> list[np.ndarray]:
        n, size = int(n), int(size)
        if n > LONGEST_SIDE:
            raise ValueError(f"{n} samples are too many")
        order = rng.permutation(n)
        return [order[start : start + size] for start in range(0, n, size)]

    def test_lengths(self, case: Deal, got: Values, judge: Judge) -> None:
        judge(got, {"lengths": np.array(case.lengths)}, mistakes=about(LENGTHS, case))

    def test_indices(self, case: Deal, got: Values, judge: Judge) -> None:
        judge(got, {"indices": EACH_ONCE}, mistakes=about(INDICES, case))

    def test_shuffling(self, case: Deal, got: Values, judge: Judge) -> None:
        """Where there are samples enough to see it."""
        if "shuffled" in got:
            judge(got, {"shuffled": SHUFFLED}, mistakes=about(SHUFFLES, case))


def same(one: list[np.ndarray], other: list[np.ndarray]) -> bool:
    return np.array_equal(join(one), join(other))


def any_stays(shuffles: list[list[np.ndarray]]) -> bool:
    """Tell whether some place holds the same index under every generator."""
    places = zip(*map(join, shuffles), strict=False)
    return any(len(set(found)) == 1 for found in places)
