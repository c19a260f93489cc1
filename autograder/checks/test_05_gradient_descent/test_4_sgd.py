"""One epoch of stochastic gradient descent, whatever the order that was drawn.

The samples are so few that every order can be tried: an answer is right if some order leads where
it has come. Mistakes are tried with every order, too.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import permutations
from typing import Any

import numpy as np

from ..common import (
    CATALOGUE,
    DIFFERENTIATION,
    Answer,
    AnswerError,
    Judge,
    Question,
    Table,
    Values,
    about,
    name_values,
    select_usable,
    to_array,
    to_number,
    to_numbers,
)
from ..common.linear_model import LinearModel
from . import test_3_batches
from .cases import Place

SIZES = ((5, 4, 3), (4, 3, 2), (6, 3, 3), (5, 2, 4), (4, 4, 4), (5, 9, 2))
"""Samples, batch size, inputs: a rest, no rest, three batches, one batch, and less than one."""

WHOLE = 4
"""The case in which data and parameters are whole numbers."""

SEEDS = 6
"""Generators that are compared."""


@dataclass(frozen=True, eq=False)
class Epoch:
    """What `sgd_epoch` is given, and a seed for its generator."""

    X: np.ndarray
    y: np.ndarray
    w: np.ndarray
    b: float
    size: int
    eta: float
    seed: int

    @property
    def start(self) -> np.ndarray:
        """w and b as one vector."""
        return np.append(self.w, self.b)

    @property
    def full_batches(self) -> list[int]:
        """The lengths of the batches that are not short."""
        return [self.size] * (len(self.y) // self.size)

    @property
    def even_batches(self) -> list[int]:
        """The lengths of as many batches that differ by one at most."""
        return [len(batch) for batch in np.array_split(self.y, -(-len(self.y) // self.size))]

    @property
    def right_batches(self) -> list[list[int]]:
        """The lengths of the batches, with the short one at any place."""
        full, rest = self.full_batches, len(self.y) % self.size
        return [[*full[:at], rest, *full[at:]] for at in range(len(full) + 1)] if rest else [full]


@dataclass(frozen=True)
class Batch:
    """The k-th batch of an epoch in all orders at once, and the parameters before it.

    X (orders, m, d + 1) and y (orders, m) hold all samples, of which the batch takes those `at`
    some places. The last column of X is 1; its parameter in theta (orders, d + 1) is the bias.
    """

    c: Epoch
    k: int
    at: slice
    X: np.ndarray
    y: np.ndarray
    theta: np.ndarray

    @property
    def n(self) -> int:
        """How many samples the batch has."""
        return len(self.c.y[self.at])

    def slope(self, change: Callable[[np.ndarray], np.ndarray] = lambda residual: residual) -> Any:
        """Return the gradient of the mean of ½ residual², with residuals that may be changed."""
        X, y = self.X[:, self.at], self.y[..., self.at]
        residual = change((X @ self.theta[..., np.newaxis])[..., 0] - y)
        return np.einsum("ki,kij->kj", residual, X) / self.n

    def scale_bias(self, factor: float) -> np.ndarray:
        """Return the gradient with another slope of the bias."""
        return self.slope() * np.append(np.ones(len(self.c.w)), factor)

    def bias_after_weights(self) -> np.ndarray:
        """Return the gradient with the bias's slope from weights that have moved already."""
        moved = replace(self, theta=self.theta - self.c.eta * self.scale_bias(0))
        return np.column_stack([self.slope()[:, :-1], moved.slope()[:, -1]])


def lead(
    direction: Callable[[Batch], np.ndarray] = Batch.slope,
    lengths: Callable[[Epoch], list[list[int]]] = lambda c: c.right_batches,
) -> Callable[[Epoch], np.ndarray]:
    """Return what tells where all orders lead, (orders, d + 1), by steps against a direction."""

    def follow(c: Epoch, X: np.ndarray, y: np.ndarray, batches: list[int]) -> np.ndarray:
        theta = np.tile(c.start, (len(X), 1))
        for k, (stop, n) in enumerate(zip(np.cumsum(batches), batches, strict=True)):
            batch = Batch(c, k, slice(stop - n, stop), X, y, theta)
            theta = theta - c.eta * direction(batch)
        return theta

    @lru_cache(len(SIZES))
    def ends(c: Epoch) -> np.ndarray:
        orders = np.array([*permutations(range(len(c.y)))])
        X, y = np.column_stack([c.X, np.ones(len(c.y))])[orders], c.y[orders]
        return np.concatenate([follow(c, X, y, batches) for batches in lengths(c)])

    return ends


def average(residual: np.ndarray) -> np.ndarray:
    """Return the mean residual of a batch in place of each of them."""
    return np.broadcast_to(residual.mean(axis=1, keepdims=True), residual.shape)


def nearest(w: np.ndarray | None, b: np.ndarray | None, ends: np.ndarray) -> dict[str, Any]:
    """Return that end which lies nearest to w and b; None is as near to all."""
    far = np.zeros(len(ends))
    if w is not None:
        far += ((ends[:, :-1] - w) ** 2).sum(axis=1)
    if b is not None:
        far += (ends[:, -1] - b) ** 2
    end = ends[np.argmin(far)]
    return {"w": end[:-1], "b": end[-1]}


RIGHT = lead()

UPHILL = CATALOGUE["sign"].asking("Which way does a step go that lowers the loss?")
MEAN_TWICE = CATALOGUE["mean-taken-twice"].asking("How often do you divide by the batch's length?")
AVERAGED_FIRST = CATALOGUE["residual-averaged-first"].asking(
    "Keep one residual per sample until it has met its own row of X."
)

MISTAKES: Table = {
    CATALOGUE["sum-not-mean"]: lead(lambda b: b.slope() * b.n),
    CATALOGUE["divided-by-all-samples"]: lead(lambda b: b.slope() * b.n / len(b.c.y)),
    CATALOGUE["epoch-without-last-batch"]: lead(lengths=lambda c: [c.full_batches]),
    CATALOGUE["short-batch-divided-by-full-size"]: lead(lambda b: b.slope() * b.n / b.c.size),
    CATALOGUE["targets-not-shuffled"]: lead(lambda b: replace(b, y=b.c.y).slope()),
    CATALOGUE["rate-falls-every-batch"]: lead(lambda b: b.slope() / (b.k + 1)),
    CATALOGUE["gradients-of-epoch-start"]: lead(lambda b: replace(b, theta=b.c.start).slope()),
    CATALOGUE["factor-two-kept"]: lead(lambda b: 2 * b.slope()),
    UPHILL: lead(lambda b: -b.slope()),
    CATALOGUE["absolute-residual-in-step"]: lead(lambda b: b.slope(np.abs)),
    CATALOGUE["bias-gradient-missing"]: lead(lambda b: b.scale_bias(0)),
    CATALOGUE["learning-rate-missing"]: lead(lambda b: b.slope() / b.c.eta),
    CATALOGUE["epoch-of-even-batches"]: lead(lengths=lambda c: [c.even_batches]),
    CATALOGUE["first-batch-only"]: lead(lengths=lambda c: [[min(c.size, len(c.y))]]),
    CATALOGUE["bias-step-summed"]: lead(lambda b: b.scale_bias(b.n)),
    CATALOGUE["bias-after-weights"]: lead(Batch.bias_after_weights),
    AVERAGED_FIRST: lead(lambda b: b.slope(average)),
    MEAN_TWICE: lead(lambda b: b.slope() / b.n),
    CATALOGUE["all-samples-every-step"]: lead(lambda b: replace(b, at=slice(None)).slope()),
    CATALOGUE["nothing-moves"]: lambda c: c.start[None],
}
"""Where all orders lead, as each mistake would have it."""

UNUSED = CATALOGUE["generator-unused"].asking(
    "Where are the samples put in a fresh order, and by which generator?"
)
ANOTHER = CATALOGUE["another-generator"].asking(
    "Whose random numbers do you use? Try a generator of one seed twice."
)

SHUFFLES: Table = {
    UNUSED: lambda c: {"differs": False, "repeats": True},
    ANOTHER: lambda c: {"differs": True, "repeats": False},
}


class TestSgd(Question):
    """sgd_epoch(X, y, w, b, size, eta, rng): where an epoch leads, and that its order is drawn."""

    id = "05-gradient-descent/sgd"
    parts = {"w": 1, "b": 1, "shuffled": 1}
    cases = len(SIZES)
    function = "sgd_epoch"
    facts = {
        "differs": "different generators lead to the same end.",
        "repeats": "the same generator leads to different ends.",
    }
    forbidden = (*DIFFERENTIATION, "nnlib.optim.GradientDescent", "nnlib.optim.Momentum")

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Epoch:
        """Draw a start from which everything moves by much, with residuals of both signs.

        No order leads to an end near 0, which float32 could not tell.
        """
        n, size, d = SIZES[number]
        while True:
            X, y = rng.normal(size=(n, d)) + rng.uniform(-0.5, 0.5, d), rng.normal(size=n)
            w, b = rng.normal(size=d), float(rng.normal() + 1.5)
            if number == WHOLE:
                X, y, w = (rng.integers(-2, 3, np.shape(v)) for v in (X, y, w))
                b = int(rng.integers(1, 4))
            residual = X @ w + b - y
            rate = (0.3, 0.2, 0.25, 0.15, 0.4, 0.35)[number]
            case = Epoch(X, y, w, b, size, rate, int(rng.integers(2**31)))
            ends = np.abs(RIGHT(case))
            clear = min(ends[:, :-1].max(axis=1).min(), ends[:, -1].min()) > 0.03
            if clear and residual.min() < -0.3 and residual.max() > 0.3:
                return case

    @staticmethod
    def arguments(case: Epoch) -> tuple:
        rng = np.random.default_rng(case.seed)
        return case.X, case.y, case.w, case.b, case.size, case.eta, rng

    @classmethod
    def call(cls, answer: Answer, case: Epoch) -> Values:
        def run(seed: int) -> dict[str, Any]:
            arguments = cls.arguments(replace(case, seed=seed))
            return name_values(answer.call(cls.function, *arguments), "w", "b")

        got = run(case.seed)
        if case.size == SIZES[3][1]:  # the case of the most different ends
            others = [run(case.seed + k) for k in range(1, SEEDS)]
            got["shuffled"] = {
                "differs": finite(got) and not all(same(other, got) for other in others),
                "repeats": finite(got) and all(same(run(case.seed), got) for _ in range(SEEDS)),
            }
        return got

    @staticmethod
    def solve(
        X: Any, y: Any, w: Any, b: Any, size: Any, eta: Any, rng: np.random.Generator
    ) -> tuple:
        X, y, eta = to_array(X), to_array(y), to_number(eta)
        at = {"dw": to_array(w), "db": to_number(b)}
        for batch in test_3_batches.TestBatches.solve(len(y), size, rng):
            model = LinearModel(X[batch], y[batch], at["dw"], at["db"])
            slopes = model.of_slope(model.z - model.y)
            at = {name: Place(value, slopes[name], eta).reference for name, value in at.items()}
        return tuple(at.values())

    def test_end(self, case: Epoch, got: Values, judge: Judge) -> None:
        """It is compared with the nearest of all right ends, and of a mistake's."""
        choose = partial(
            nearest, select_usable(got["w"], case.w.shape), select_usable(got["b"], ())
        )
        judge(got, choose(RIGHT(case)), mistakes=about(MISTAKES, case, then=choose))

    def test_shuffling(self, case: Epoch, got: Values, judge: Judge) -> None:
        """In one case, where another order would lead elsewhere."""
        if "shuffled" in got:
            right = {"shuffled": {"differs": True, "repeats": True}}
            judge(got, right, mistakes=about(SHUFFLES, case))


def finite(got: Values) -> bool:
    """Tell whether an end is made of numbers that can be compared."""
    try:
        return all(bool(np.isfinite(to_numbers(got[part])).all()) for part in ("w", "b"))
    except AnswerError:
        return False


def same(one: Values, other: Values) -> bool:
    """Tell whether two epochs came to the very same end."""
    pairs = [(to_numbers(one[part]), to_numbers(other[part])) for part in ("w", "b")]
    return all(a.shape == b.shape and np.allclose(a, b, rtol=1e-9) for a, b in pairs)
