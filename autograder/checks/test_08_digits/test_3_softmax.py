"""Softmax and cross-entropy, for logits of any size."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge, agrees, named
from autograder.diagnosis.mistakes import CATALOGUE, Mistake, about
from autograder.question.answer import Answer
from autograder.question.definition import Question
from autograder.question.forbidden import DIFFERENTIATION

from .scores import (
    ALONG_ROWS,
    CONSISTENT,
    LOSSES,
    NO_SHIFT,
    ONE_BY_ONE,
    ONE_SHIFT,
    OTHER_BASE,
    SIGNALS,
    Scores,
    log_softmax,
    yes_or_no,
)


def of_powers(s: Scores, shift: Any, then_log: bool) -> float:
    """The loss by powers of shifted logits: log after softmax, or softmax and log in one."""
    E = np.exp(s.Z - shift)
    total = E.sum(axis=1)
    terms = np.log(s.own(E) / total) if then_log else s.own(s.Z - shift) - np.log(total)
    return -terms.mean()


def signal_of_powers(s: Scores, shift: Any) -> np.ndarray:
    """The gradient by powers of shifted logits."""
    E = np.exp(s.Z - shift)
    return (E / E.sum(axis=1, keepdims=True) - s.Y) / s.m


def fitting(got: Any, ways: tuple[Any, ...]) -> Any:
    """Return the one of several ways that gives what was got, or the last."""
    return next((way for way in ways if agrees(got, way)), ways[-1])


def clipped(s: Scores, got: Any) -> Any:
    """What was got, if a probability that cannot fall to 0 explains it; else the loss."""
    lowest = s.own(log_softmax(s.Z)).min()
    number = np.ndim(got) == 0 and agrees(got, got)
    return got if lowest < -30 and number and 0 <= got < s.loss else s.loss


LOG_OF_ZERO = CATALOGUE["log-of-vanished-probability"]
CLIPPED = CATALOGUE["softmax-clipped"]
COLUMN_SHIFT = CATALOGUE["shift-by-column-maximum"]
SHIFT_KEPT = CATALOGUE["shift-in-one-term"]

ONE_WAY: dict[Mistake, Callable[[Scores], Any]] = LOSSES | {
    LOG_OF_ZERO: lambda s: of_powers(s, s.Z.max(axis=1, keepdims=True), then_log=True),
    COLUMN_SHIFT: lambda s: Scores(s.Z - s.Z.max(axis=0), s.labels).loss,
    SHIFT_KEPT: lambda s: s.loss - s.Z.max(axis=1).mean(),
}

SEVERAL_WAYS: dict[Mistake, Callable[[Scores], tuple[Any, ...]]] = {
    OTHER_BASE: lambda s: (s.loss / np.log(2), s.loss / np.log(10)),
    NO_SHIFT: lambda s: tuple(of_powers(s, 0, log) for log in (False, True)),
    ONE_SHIFT: lambda s: tuple(of_powers(s, s.Z.max(), log) for log in (False, True)),
    ALONG_ROWS: lambda s: (
        -s.own(log_softmax(s.Z, axis=0)).mean(),
        -np.log(s.own(np.exp(log_softmax(s.Z, axis=0)))).mean(),
    ),
    ONE_BY_ONE: lambda s: tuple(yes_or_no(s, log_P) for log_P in (log_softmax(s.Z), np.log(s.P))),
}
"""Losses of mistakes that can be programmed in more than one way."""


STABLE_SIGNALS: dict[Mistake, Callable[[Scores], Any]] = SIGNALS | {
    NO_SHIFT: lambda s: signal_of_powers(s, 0),
    ONE_SHIFT: lambda s: signal_of_powers(s, s.Z.max()),
    COLUMN_SHIFT: lambda s: Scores(s.Z - s.Z.max(axis=0), s.labels).slope,
    CATALOGUE["transposed"]: lambda s: s.reference.T,
}


class TestSoftmax(Question):
    """softmax_cross_entropy(logits, labels): the loss and its gradient, for logits of any size."""

    id = "08-digits/softmax"
    parts = {"loss": 2, "dlogits": 3}
    cases = 7
    forbidden = (*DIFFERENTIATION, "nnlib.functions.softmax")

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Scores:
        """Usual logits; far from 0, all alike and row by row; far apart; enormous; one row."""
        m, k = ((5, 3), (4, 4), (3, 5), (6, 3), (5, 4), (7, 6), (1, 5))[number]
        Z = rng.normal(size=(m, k)) * 1.5
        # Neither all alike nor without the classes at both ends.
        labels = rng.permutation(np.concatenate([[0, k - 1], rng.integers(0, k, max(m - 2, 0))]))
        labels = labels[:m]
        rows = np.arange(m)
        if number == 2:
            Z += rng.uniform(800, 2000)
        if number == 3:
            Z += np.where(rows % 2, 1, -1)[:, np.newaxis] * rng.uniform(900, 1500, (m, 1))
        if number == 4:
            Z[rows, labels] -= rng.uniform(800, 1200, m)
        if number == 5:
            Z = enormous(rng, labels, k)
        return Scores(Z, labels)

    @staticmethod
    def rows(case: Scores) -> int:
        return case.m

    @staticmethod
    def call(answer: Answer, case: Scores) -> Mapping[str, Any]:
        result = answer.call("softmax_cross_entropy", case.Z, case.labels)
        return named(result, "loss", "dlogits")

    def test_loss(self, case: Scores, got: Mapping[str, Any], judge: Judge) -> None:
        loss = got.get("loss")
        mistakes = about(ONE_WAY, case, then=lambda loss: {"loss": loss})
        mistakes |= about(SEVERAL_WAYS, case, then=lambda ways: {"loss": fitting(loss, ways)})
        mistakes[CLIPPED] = lambda: {"loss": clipped(case, loss)}
        judge(got, {"loss": case.loss}, mistakes=mistakes)

    def test_gradient(self, case: Scores, got: Mapping[str, Any], judge: Judge) -> None:
        mistakes = about(STABLE_SIGNALS, case, then=lambda Z: {"dlogits": Z})
        judge(got, {"dlogits": case.reference}, self._of_own_loss(case, got), mistakes)

    @staticmethod
    def _of_own_loss(case: Scores, got: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """The gradient of the loss that somebody has worked out in place of the right one."""
        pairs = [both(case) for both in CONSISTENT.values()]
        slopes = [slope for loss, slope in pairs if agrees(got.get("loss"), loss)]
        mine = (slope for slope in slopes if agrees(got.get("dlogits"), slope))
        return next(({"dlogits": slope} for slope in mine), None)


def enormous(rng: np.random.Generator, labels: np.ndarray, k: int) -> np.ndarray:
    """Logits up to ±1e300: surely right, surely wrong in two ways, and usual."""
    Z = rng.choice([-1e300, 0.0, 3e299], (len(labels), k))
    for i, label in enumerate(labels):
        other = (label + 1 + rng.integers(k - 1)) % k
        match i % 4:
            case 0:
                Z[i, label] = 1e300
            case 1:
                Z[i, label], Z[i, other] = -1e300, 1e300
            case 2:
                Z[i, other] = 1e300
            case 3:
                Z[i] = rng.normal(size=k)
    return Z
