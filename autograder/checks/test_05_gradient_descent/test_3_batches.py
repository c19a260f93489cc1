"""Batches that hold each sample once, in a fresh order."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import numpy as np

from ..common import (
    CATALOGUE,
    LONGEST_SIDE,
    Answer,
    AnswerError,
    Judge,
    Mistake,
    Question,
    Table,
    Values,
    about,
)
from .cases import FORBIDDEN

SIZES = ((1000, 36), (2, 1), (10, 3), (12, 4), (7, 7), (9, 1), (6, 8), (11, 9), (1, 3))
"""Samples and batch size: a rest or none, one batch, single samples, fewer than a batch."""

MANY, TWO = range(2)
"""Cases in which it is seen how samples are shuffled."""

DRAWS = {MANY: 24, TWO: 32}
"""Generators with which these are asked for, each a call."""

FAR = 10.0
"""The standard deviations by which a count of fair shuffles differs from its mean next to never.

The tests prove that a fair answer is told to be unfair with a probability below 1e-9.
"""


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


# --- how samples are shuffled ---------------------------------------------------------------------


def choose_permutations(orders: list[np.ndarray], n: int) -> np.ndarray:
    """Return those orders that hold each of n indices once, in rows."""
    fitting = [order for order in orders if np.array_equal(np.sort(order), np.arange(n))]
    return np.array(fitting, dtype=int).reshape(-1, n)


def naive_chances(n: int) -> np.ndarray:
    """Return how likely each index comes to each place if place after place is swapped with any."""
    chances = np.eye(n)
    for k in range(n):
        chances += (chances[:, [k]] - chances) / n
        chances[:, k] = 1 / n
    return chances


@lru_cache
def weigh(deal: Deal, pattern: Callable[[int], np.ndarray]) -> np.ndarray:
    """Return weights for the batch of the data from which an index comes, and that to which.

    Over all permutations their sum has the mean 0 and the variance 1.
    """
    share, weights = np.array(deal.lengths) / deal.n, pattern(len(deal.lengths))
    weights = weights - share @ weights
    weights = weights - (weights @ share)[:, np.newaxis]
    return weights / np.sqrt(share @ weights**2 @ share * deal.n**2 / (deal.n - 1))


def far_off(deal: Deal, orders: np.ndarray, pattern: Callable[[int], np.ndarray]) -> float:
    """Return by how many standard deviations orders together are off fair ones, along a pattern.

    It does not matter how a batch is sorted inside.
    """
    batch = np.arange(deal.n) // deal.size
    total = weigh(deal, pattern)[batch[orders], batch].sum()
    return float(abs(total) / np.sqrt(len(orders)))


NEAR = np.eye, lambda n: np.outer(range(n), range(n))
"""Patterns of indices that stay in their batch, or in that half of the data."""

NAIVE = naive_chances, lambda n: naive_chances(n)[::-1, ::-1]
"""Patterns of places that are swapped with any other, the first place first or the last."""


def is_mixed(deal: Deal, shuffles: list[list[np.ndarray]]) -> bool:
    """Tell whether indices are mixed throughout: none stays near its place, or with neighbours."""
    runs = [not batch.size or np.ptp(batch) + 1 == len(batch) for batch in shuffles[0]]
    if all(runs) and len(runs) > 1:
        return False
    orders = choose_permutations([join(batches) for batches in shuffles], deal.n)
    if not orders.size:
        return True
    neighbours = np.isin(np.abs(np.diff(orders)) % deal.n, (1, deal.n - 1)).mean()
    stays = len(orders) > 1 and (orders == orders[0]).all(axis=0).any()
    far = any(far_off(deal, orders, pattern) > 3 * FAR for pattern in NEAR)
    return bool(neighbours < 0.4) and not stays and not far


def is_fair(deal: Deal, orders: list[np.ndarray]) -> bool:
    """Tell whether no order seems likelier than others: of batches, or of two samples."""
    fitting = choose_permutations(orders, deal.n)
    if not fitting.size:
        return True
    if deal.n == 2:
        return len(np.unique(fitting, axis=0)) == 2
    return all(far_off(deal, fitting, pattern) < FAR for pattern in NEAR + NAIVE)


# --- mistakes -------------------------------------------------------------------------------------

EACH_ONCE = {"in range": True, "none twice": True}
SHUFFLED = {"mixed": True, "differs": True, "repeats": True, "fair": True}

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

SHUFFLES: dict[Mistake, dict[str, bool]] = {
    CATALOGUE["not-shuffled"]: {"mixed": False, "differs": False},
    CATALOGUE["generator-unused"]: {"differs": False},
    ANOTHER_GENERATOR: {"repeats": False},
    CATALOGUE["shuffled-in-part"]: {"mixed": False},
    CATALOGUE["orders-not-equally-likely"]: {},
}
"""What else is not true of a shuffle; whether it is fair besides, no mistake tells."""


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
        "fair": "some orders come up more often than others.",
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

        number = SIZES.index((case.n, case.size))
        shuffles = [run(case.seed + k) for k in range(DRAWS.get(number, 1))]
        orders = [join(batches) for batches in shuffles]
        got: dict[str, Any] = {
            "lengths": [len(batch) for batch in shuffles[0]],
            "indices": {
                "in range": all(np.all((order >= 0) & (order < case.n)) for order in orders),
                "none twice": all(len(np.unique(order)) == len(order) for order in orders),
            },
        }
        if number in DRAWS:
            got["shuffled"] = {"fair": is_fair(case, orders)}
        if number == MANY:
            differs = any(not np.array_equal(order, orders[0]) for order in orders)
            got["shuffled"] |= {
                "mixed": is_mixed(case, shuffles if differs else shuffles[:1]),
                "differs": differs,
                "repeats": np.array_equal(join(run(case.seed)), orders[0]),
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
            seen = got["shuffled"]
            right = {fact: SHUFFLED[fact] for fact in seen}
            mistakes = {
                mistake: partial(
                    right.__or__,
                    {k: untrue[k] for k in untrue if k in seen} | {"fair": seen["fair"]},
                )
                for mistake, untrue in SHUFFLES.items()
            }
            judge(got, {"shuffled": right}, mistakes=mistakes)
