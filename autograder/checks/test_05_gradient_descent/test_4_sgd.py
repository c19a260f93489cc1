"""One epoch of stochastic gradient descent, whatever the order that was drawn.

The samples are so few that every order can be tried: an answer is right if some order leads where
it has come. Mistakes are tried with every order, too.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np

from autograder.diagnosis.carried_forward import usable
from autograder.diagnosis.judge import Judge, named, numbers
from autograder.diagnosis.mistakes import CATALOGUE, Mistake
from autograder.question.answer import Answer, AnswerError
from autograder.question.definition import Question
from autograder.question.forbidden import DIFFERENTIATION

from .epoch import Ends, Epoch, epochs, evenly, whole_steps
from .slips import NO_RATE

SIZES = ((5, 4, 3), (4, 3, 2), (6, 3, 3), (5, 2, 4), (4, 4, 4), (5, 9, 2))
"""Samples, batch size, inputs: a rest, no rest, three batches, one batch, and less than one."""

SEEDS = 6
"""Generators that are compared."""

RIGHT = epochs

MISTAKES: dict[Mistake, Callable[[Epoch], Ends]] = {
    CATALOGUE["sum-not-mean"]: partial(epochs, scale=lambda c, length, k: 1),
    CATALOGUE["divided-by-all-samples"]: partial(epochs, scale=lambda c, length, k: 1 / len(c.y)),
    CATALOGUE["epoch-without-last-batch"]: partial(
        epochs, lengths=lambda c: [[c.size] * (len(c.y) // c.size)]
    ),
    CATALOGUE["short-batch-divided-by-full-size"]: partial(
        epochs, scale=lambda c, length, k: 1 / c.size
    ),
    CATALOGUE["targets-not-shuffled"]: partial(epochs, labels=lambda rows: np.sort(rows, axis=1)),
    CATALOGUE["rate-falls-every-batch"]: partial(
        epochs, scale=lambda c, length, k: 1 / length / (k + 1)
    ),
    CATALOGUE["gradients-of-epoch-start"]: partial(epochs, stale=True),
    CATALOGUE["factor-two-kept"]: partial(epochs, scale=lambda c, length, k: 2 / length),
    CATALOGUE["sign"].asking("Which way does a step go that lowers the loss?"): partial(
        epochs, scale=lambda c, length, k: -1 / length
    ),
    CATALOGUE["absolute-residual-in-step"]: partial(epochs, error=np.abs),
    CATALOGUE["bias-gradient-missing"]: partial(epochs, bias_factor=lambda length: 0),
    NO_RATE: partial(epochs, scale=lambda c, length, k: 1 / length / c.eta),
    CATALOGUE["epoch-of-even-batches"]: partial(epochs, lengths=evenly),
    CATALOGUE["first-batch-only"]: partial(epochs, lengths=lambda c: [[min(c.size, len(c.y))]]),
    CATALOGUE["bias-step-summed"]: partial(epochs, bias_factor=lambda length: length),
    CATALOGUE["bias-after-weights"]: partial(epochs, bias_moved_last=True),
    CATALOGUE["residual-averaged-first"].asking(
        "Keep one residual per sample until it has met its own row of X."
    ): partial(epochs, averaged_first=True),
    CATALOGUE["mean-taken-twice"].asking("How often do you divide by the batch's length?"): partial(
        epochs, scale=lambda c, length, k: 1 / length**2
    ),
    CATALOGUE["all-samples-every-step"]: whole_steps,
    CATALOGUE["nothing-moves"]: lambda c: (c.w[None], np.array([c.b])),
}

SHUFFLES: dict[Mistake, dict[str, bool]] = {
    CATALOGUE["generator-unused"].asking(
        "Where are the samples put in a fresh order, and by which generator?"
    ): {"differs": False, "repeats": True},
    CATALOGUE["another-generator"].asking(
        "Whose random numbers do you use? Try a generator of one seed twice."
    ): {"differs": True, "repeats": False},
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
            epoch = Epoch(X, y, w, b, size, rate, int(rng.integers(2**31)))
            W, B = epoch.ends(RIGHT)
            told = min(np.abs(W).max(axis=1).min(), np.abs(B).min()) > 0.03
            if residual.min() < -0.3 and residual.max() > 0.3 and told:
                return epoch

    @staticmethod
    def call(answer: Answer, case: Epoch) -> Mapping[str, Any]:
        def ask(seed: int) -> dict[str, Any]:
            rng = np.random.default_rng(seed)
            arguments = case.X, case.y, case.w, case.b, case.size, case.eta, rng
            return named(answer.call("sgd_epoch", *arguments), "w", "b")

        got = ask(case.seed)
        if case.size == SIZES[3][1]:  # the case of the most different ends
            others = [ask(case.seed + k) for k in range(1, SEEDS)]
            got["shuffled"] = {
                "differs": finite(got) and not all(same(other, got) for other in others),
                "repeats": finite(got) and all(same(ask(case.seed), got) for _ in range(SEEDS)),
            }
        return got

    def test_end(self, case: Epoch, got: Mapping[str, Any], judge: Judge) -> None:
        w, b = usable(got["w"], case.w.shape), usable(got["b"], ())
        judge(
            got,
            case.nearest(RIGHT, w, b),
            mistakes={m: partial(case.nearest, way, w, b) for m, way in MISTAKES.items()},
        )

    def test_shuffling(self, case: Epoch, got: Mapping[str, Any], judge: Judge) -> None:
        """In one case, where another order would lead elsewhere."""
        if "shuffled" in got:
            right = {"differs": True, "repeats": True}
            mistakes = {m: partial(dict, shuffled=facts) for m, facts in SHUFFLES.items()}
            judge(got, {"shuffled": right}, mistakes=mistakes)


def finite(got: Mapping[str, Any]) -> bool:
    """Tell whether an end is made of numbers that can be compared."""
    try:
        return all(bool(np.isfinite(numbers(got[part])).all()) for part in ("w", "b"))
    except AnswerError:
        return False


def same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether two epochs came to the very same end."""
    pairs = [(numbers(one[part]), numbers(other[part])) for part in ("w", "b")]
    return all(a.shape == b.shape and np.allclose(a, b, rtol=1e-9) for a, b in pairs)
