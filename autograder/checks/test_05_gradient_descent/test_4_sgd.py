"""One epoch of stochastic gradient descent, whatever the order that was drawn.

The samples are so few that every order can be tried: an answer is right if some order leads where
it has come. Mistakes are tried with every order, too.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
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
    named,
    numbers,
    usable,
)

SIZES = ((5, 4, 3), (4, 3, 2), (6, 3, 3), (5, 2, 4), (4, 4, 4), (5, 9, 2))
"""Samples, batch size, inputs: a rest, no rest, three batches, one batch, and less than one."""

SEEDS = 6
"""Generators that are compared."""


@dataclass(frozen=True)
class Epoch:
    """What `sgd_epoch` is given, and a seed for its generator."""

    X: np.ndarray
    y: np.ndarray
    w: np.ndarray
    b: float
    size: int
    eta: float
    seed: int
    found: dict[Any, np.ndarray] = field(default_factory=dict, repr=False)

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

    def ends(self, way: Callable[["Epoch"], np.ndarray]) -> np.ndarray:
        """Return where every order leads by a way, right or not; worked out once."""
        if way not in self.found:
            self.found[way] = way(self)
        return self.found[way]

    def nearest(self, way: Callable[["Epoch"], np.ndarray], w: Any, b: Any) -> dict[str, Any]:
        """Return that of these ends which lies nearest to w and b; None is as near to all."""
        ends = self.ends(way)
        far = np.zeros(len(ends))
        if w is not None:
            far += ((ends[:, :-1] - w) ** 2).sum(axis=1)
        if b is not None:
            far += (ends[:, -1] - b) ** 2
        *w, b = ends[np.argmin(far)]
        return {"w": np.array(w), "b": b}


@dataclass(frozen=True)
class Batch:
    """The k-th batch of an epoch in all orders at once, and the parameters before it.

    `orders` (orders, m) of all samples, of which the batch takes those `at` some places; `theta`
    (orders, d + 1) ends with the bias, whose input is 1.
    """

    c: Epoch
    k: int
    at: slice
    orders: np.ndarray
    theta: np.ndarray

    @cached_property
    def X(self) -> np.ndarray:
        return np.column_stack([self.c.X, np.ones(len(self.c.X))])[self.orders[:, self.at]]

    @property
    def n(self) -> int:
        return self.X.shape[1]

    @property
    def output(self) -> np.ndarray:
        return np.einsum("kij,kj->ki", self.X, self.theta)

    @property
    def residual(self) -> np.ndarray:
        return self.output - self.c.y[self.orders[:, self.at]]

    def slope(self, residual: np.ndarray) -> np.ndarray:
        """Return the gradient of the batch's loss if these were its residuals."""
        return np.einsum("ki,kij->kj", residual, self.X) / self.n

    @property
    def gradient(self) -> np.ndarray:
        return self.slope(self.residual)

    @property
    def mean_residual(self) -> np.ndarray:
        """The mean residual of the batch in place of each of them."""
        return np.broadcast_to(self.residual.mean(axis=1, keepdims=True), self.residual.shape)

    @property
    def before_epoch(self) -> "Batch":
        """The same batch with the parameters from before the epoch."""
        return replace(self, theta=np.broadcast_to(self.c.start, self.theta.shape))

    def scale_bias(self, factor: float) -> np.ndarray:
        """Return the gradient with another slope of the bias."""
        return self.gradient * np.append(np.ones(len(self.c.w)), factor)

    def bias_after_weights(self) -> np.ndarray:
        """Return the gradient with the bias's slope from weights that have moved already."""
        moved = replace(self, theta=self.theta - self.c.eta * self.scale_bias(0))
        return np.column_stack([self.gradient[:, :-1], moved.gradient[:, -1]])


def lead(
    direction: Callable[[Batch], np.ndarray] = lambda batch: batch.gradient,
    lengths: Callable[[Epoch], list[list[int]]] = lambda c: c.right_batches,
) -> Callable[[Epoch], np.ndarray]:
    """Return what tells where all orders lead, (orders, d + 1), by steps against a direction."""

    def ends(c: Epoch) -> np.ndarray:
        orders = np.array([*permutations(range(len(c.y)))])
        return np.concatenate([follow(c, orders, batches) for batches in lengths(c)])

    def follow(c: Epoch, orders: np.ndarray, batches: list[int]) -> np.ndarray:
        theta = np.tile(c.start, (len(orders), 1))
        for k, (stop, n) in enumerate(zip(np.cumsum(batches), batches, strict=True)):
            batch = Batch(c, k, slice(stop - n, stop), orders, theta)
            theta = theta - c.eta * direction(batch)
        return theta

    return ends


RIGHT = lead()

UPHILL = CATALOGUE["sign"].asking("Which way does a step go that lowers the loss?")
MEAN_TWICE = CATALOGUE["mean-taken-twice"].asking("How often do you divide by the batch's length?")
AVERAGED_FIRST = CATALOGUE["residual-averaged-first"].asking(
    "Keep one residual per sample until it has met its own row of X."
)

MISTAKES: Table = {
    CATALOGUE["sum-not-mean"]: lead(lambda b: b.gradient * b.n),
    CATALOGUE["divided-by-all-samples"]: lead(lambda b: b.gradient * b.n / len(b.c.y)),
    CATALOGUE["epoch-without-last-batch"]: lead(lengths=lambda c: [c.full_batches]),
    CATALOGUE["short-batch-divided-by-full-size"]: lead(lambda b: b.gradient * b.n / b.c.size),
    CATALOGUE["targets-not-shuffled"]: lead(lambda b: b.slope(b.output - b.c.y[b.at])),
    CATALOGUE["rate-falls-every-batch"]: lead(lambda b: b.gradient / (b.k + 1)),
    CATALOGUE["gradients-of-epoch-start"]: lead(lambda b: b.before_epoch.gradient),
    CATALOGUE["factor-two-kept"]: lead(lambda b: 2 * b.gradient),
    UPHILL: lead(lambda b: -b.gradient),
    CATALOGUE["absolute-residual-in-step"]: lead(lambda b: b.slope(np.abs(b.residual))),
    CATALOGUE["bias-gradient-missing"]: lead(lambda b: b.scale_bias(0)),
    CATALOGUE["learning-rate-missing"]: lead(lambda b: b.gradient / b.c.eta),
    CATALOGUE["epoch-of-even-batches"]: lead(lengths=lambda c: [c.even_batches]),
    CATALOGUE["first-batch-only"]: lead(lengths=lambda c: [[min(c.size, len(c.y))]]),
    CATALOGUE["bias-step-summed"]: lead(lambda b: b.scale_bias(b.n)),
    CATALOGUE["bias-after-weights"]: lead(Batch.bias_after_weights),
    AVERAGED_FIRST: lead(lambda b: b.slope(b.mean_residual)),
    MEAN_TWICE: lead(lambda b: b.gradient / b.n),
    CATALOGUE["all-samples-every-step"]: lead(lambda b: replace(b, at=slice(None)).gradient),
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
            residual = X @ w + b - y
            rate = (0.3, 0.2, 0.25, 0.15, 0.4, 0.35)[number]
            case = Epoch(X, y, w, b, size, rate, int(rng.integers(2**31)))
            ends = np.abs(case.ends(RIGHT))
            clear = min(ends[:, :-1].max(axis=1).min(), ends[:, -1].min()) > 0.03
            if clear and residual.min() < -0.3 and residual.max() > 0.3:
                return case

    @staticmethod
    def call(answer: Answer, case: Epoch) -> Values:
        def run(seed: int) -> dict[str, Any]:
            rng = np.random.default_rng(seed)
            arguments = case.X, case.y, case.w, case.b, case.size, case.eta, rng
            return named(answer.call("sgd_epoch", *arguments), "w", "b")

        got = run(case.seed)
        if case.size == SIZES[3][1]:  # the case of the most different ends
            others = [run(case.seed + k) for k in range(1, SEEDS)]
            got["shuffled"] = {
                "differs": finite(got) and not all(same(other, got) for other in others),
                "repeats": finite(got) and all(same(run(case.seed), got) for _ in range(SEEDS)),
            }
        return got

    def test_end(self, case: Epoch, got: Values, judge: Judge) -> None:
        w, b = usable(got["w"], case.w.shape), usable(got["b"], ())
        mistakes = {m: partial(case.nearest, way, w, b) for m, way in MISTAKES.items()}
        judge(got, case.nearest(RIGHT, w, b), mistakes=mistakes)

    def test_shuffling(self, case: Epoch, got: Values, judge: Judge) -> None:
        """In one case, where another order would lead elsewhere."""
        if "shuffled" in got:
            right = {"shuffled": {"differs": True, "repeats": True}}
            judge(got, right, mistakes=about(SHUFFLES, case))


def finite(got: Values) -> bool:
    """Tell whether an end is made of numbers that can be compared."""
    try:
        return all(bool(np.isfinite(numbers(got[part])).all()) for part in ("w", "b"))
    except AnswerError:
        return False


def same(one: Values, other: Values) -> bool:
    """Tell whether two epochs came to the very same end."""
    pairs = [(numbers(one[part]), numbers(other[part])) for part in ("w", "b")]
    return all(a.shape == b.shape and np.allclose(a, b, rtol=1e-9) for a, b in pairs)
