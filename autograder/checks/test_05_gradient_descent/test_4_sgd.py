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
from autograder.diagnosis.mistakes import (
    Mistake,
    averaged_twice,
    bias_left_out,
    doubled,
    opposite,
    summed,
)
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
    summed("M1"): partial(epochs, scale=lambda c, length, k: 1),
    Mistake(
        "M2",
        "divided by all samples",
        "moved too little: as if a batch were the whole data.",
        "Over how many samples is the mean of a batch taken?",
    ): partial(epochs, scale=lambda c, length, k: 1 / len(c.y)),
    Mistake(
        "M3",
        "last batch dropped",
        "moved by full batches alone.",
        "What becomes of the samples that do not fill a batch?",
    ): partial(epochs, lengths=lambda c: [[c.size] * (len(c.y) // c.size)]),
    Mistake(
        "M4",
        "short batch divided by the full size",
        "right but for the step of the short batch.",
        "How many samples are in the last batch? Is its mean taken over these?",
    ): partial(epochs, scale=lambda c, length, k: 1 / c.size),
    Mistake(
        "M6",
        "X shuffled, y not",
        "what comes out if samples have lost their own y.",
        "Does each row of X still meet its own y?",
    ): partial(epochs, labels=lambda rows: np.sort(rows, axis=1)),
    Mistake(
        "M7",
        "rate falls with every batch",
        "right in the first step alone.",
        "Does the learning rate change within an epoch?",
    ): partial(epochs, scale=lambda c, length, k: 1 / length / (k + 1)),
    Mistake(
        "M8",
        "weights frozen for an epoch",
        "moved by gradients that all belong to the start.",
        "With which weights is the second batch predicted?",
    ): partial(epochs, stale=True),
    doubled("M9"): partial(epochs, scale=lambda c, length, k: 2 / length),
    opposite("M10", "Which way does a step go that lowers the loss?"): partial(
        epochs, scale=lambda c, length, k: -1 / length
    ),
    Mistake(
        "P11",
        "absolute residual",
        "moved as if every prediction were too large.",
        "Does it matter on which side of y a prediction lies?",
    ): partial(epochs, error=np.abs),
    bias_left_out("M11"): partial(epochs, bias_factor=lambda length: 0),
    NO_RATE: partial(epochs, scale=lambda c, length, k: 1 / length / c.eta),
    Mistake(
        "M34",
        "split evenly",
        "what batches of other lengths give.",
        "How long is every batch but the last?",
    ): partial(epochs, lengths=evenly),
    Mistake(
        "M45",
        "first batch alone",
        "as after the first batch.",
        "Is every batch used before the function returns?",
    ): partial(epochs, lengths=lambda c: [[min(c.size, len(c.y))]]),
    Mistake(
        "M47",
        "bias gradient summed",
        "moved too far in the bias.",
        "Both derivatives carry the same mean over the batch. Do yours?",
    ): partial(epochs, bias_factor=lambda length: length),
    Mistake(
        "M48",
        "bias judged by weights that have moved",
        "off a little in the bias.",
        "Do w and b move together, both by the residuals from before the step?",
    ): partial(epochs, bias_moved_last=True),
    Mistake(
        "M49",
        "residual averaged first",
        "a product of two means.",
        "Keep one residual per sample until it has met its own row of X.",
    ): partial(epochs, averaged_first=True),
    averaged_twice("M50", "How often do you divide by the batch's length?"): partial(
        epochs, scale=lambda c, length, k: 1 / length**2
    ),
    Mistake(
        "M51",
        "all samples in every step",
        "moved with the gradient of all samples each time.",
        "Which samples does a step see?",
    ): whole_steps,
    Mistake(
        "M23",
        "nothing moves",
        "where it was before: nothing moved.",
        "Which line makes a new value of the old one, and is that what you return?",
    ): lambda c: (c.w[None], np.array([c.b])),
}

SHUFFLES: dict[Mistake, dict[str, bool]] = {
    Mistake(
        "M41",
        "not shuffled",
        "the same for every generator.",
        "Where are the samples put in a fresh order, and by which generator?",
    ): {"differs": False, "repeats": True},
    Mistake(
        "M43",
        "another generator",
        "not drawn from the generator that is handed in.",
        "Whose random numbers do you use? Try a generator of one seed twice.",
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
