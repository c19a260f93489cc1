"""Loss and gradient of logistic regression, for z of any size."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge, agrees, all_agree, named, numbers
from autograder.diagnosis.mistakes import about
from autograder.diagnosis.relations import CLOSE
from autograder.question.answer import Answer, AnswerError, Unreadable
from autograder.question.definition import Question

from .batch import SIZES, drawn, visible
from .labelled import CONSISTENT, LOSSES, SLOPES, Labelled
from .tails import MAKESHIFT, UNSTABLE, in_tails, sure

SURE = len(SIZES)
USUAL = SURE + 1
"""Cases below this number have z of usual size, the last one sure of its labels; then come tails,
and z up to ±1e300."""

LOSS_IN_TAILS, GRADIENT_IN_TAILS = "loss in the tails", "gradient in the tails"
HUGE_LOSS, HUGE_GRADIENT = "loss of huge z", "gradient of huge z"


class TestLossGradient(Question):
    """loss_gradient(X, y, w, b): mean cross-entropy with its gradient, exact in the tails too."""

    id = "04-logistic-graph/loss_gradient"
    parts = {"loss": 1, "dw": 1, "db": 1} | dict.fromkeys(
        (LOSS_IN_TAILS, GRADIENT_IN_TAILS, HUGE_LOSS, HUGE_GRADIENT), 1
    )
    cases = USUAL + 4

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Labelled:
        """Labels from 0 to 1, once only whole ones; from case USUAL on, z of chosen sizes."""
        if number >= USUAL:
            return in_tails(rng, number - USUAL)
        while True:
            case = sure(rng) if number == SURE else undecided(rng, number)
            if visible(case):
                return case

    @staticmethod
    def call(answer: Answer, case: Labelled) -> Mapping[str, Any]:
        try:
            result = answer.call("loss_gradient", case.X, case.y, case.w, case.b)
        except AnswerError as trouble:
            # Where powers overflow with an error, what is right for usual z still counts.
            if trouble.kind != "crash" or case.usual:
                raise
            return dict.fromkeys(("loss", "dw", "db"), Unreadable(trouble.message))
        return named(result, "loss", "dw", "db")

    def test_loss(self, case: Labelled, got: Mapping[str, Any], judge: Judge) -> None:
        if case.usual:
            mistakes = about(LOSSES, case, then=lambda loss: {"loss": loss})
            judge(got, {"loss": case.loss}, mistakes=mistakes)

    def test_gradient(self, case: Labelled, got: Mapping[str, Any], judge: Judge) -> None:
        """Of another loss, its own gradient is a right step after a wrong one."""
        if case.usual:
            judge(got, case.reference, own_gradient(case, got), about(SLOPES, case))

    def test_loss_in_tails(self, case: Labelled, got: Mapping[str, Any], judge: Judge) -> None:
        if case.in_tails:
            loss = of_loss(case, got)
            known = about(UNSTABLE, case, then=lambda value: {LOSS_IN_TAILS: loss.units(value)})
            judge(*loss.judged_as(LOSS_IN_TAILS), known)

    def test_gradient_in_tails(self, case: Labelled, got: Mapping[str, Any], judge: Judge) -> None:
        """Where p is tiny and y is 0 the sigmoid of the course itself gives 0, which will do."""
        if case.in_tails and case.y.any():
            both = of_gradient(case, got)
            known = about(
                MAKESHIFT, case, then=lambda value: {GRADIENT_IN_TAILS: both.units(flat(value))}
            )
            judge(*both.judged_as(GRADIENT_IN_TAILS), known)

    def test_enormous(self, case: Labelled, got: Mapping[str, Any], judge: Judge) -> None:
        if case.enormous:
            loss, both = of_loss(case, got), of_gradient(case, got)
            judge(*loss.judged_as(HUGE_LOSS))
            judge(*both.judged_as(HUGE_GRADIENT))


def own_gradient(case: Labelled, got: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The gradient of the loss that was handed out, if that is a known one and not the right one.

    Where it looks right by chance, the gradient tells which one it is.
    """
    losses = (both(case) for both in CONSISTENT.values())
    fitting = [gradient for loss, gradient in losses if agrees(got.get("loss"), loss)]
    for gradient in fitting:
        if all_agree(got, gradient):
            return gradient
    return fitting[0] if fitting and not agrees(got.get("loss"), case.loss) else None


def undecided(rng: np.random.Generator, number: int) -> Labelled:
    """Rows of small z, with labels of any kind."""
    X, w, b = drawn(rng, number)
    y = np.resize([0.0, 1.0, *rng.uniform(0.1, 0.9, 3)], len(X)) if number != 1 else [0, 1, 1, 0]
    return Labelled(X, rng.permutation(y), w, b)


@dataclass(frozen=True)
class Relative:
    """What was got where the right value may be tiny or enormous: all in units of that value.

    `slips` are what known mistakes give there. Whoever made one has lost a step for it already.
    """

    got: Any
    right: Any
    slips: Sequence[Any]

    def units(self, value: Any) -> Any:
        """A value in units of the right one, entry by entry; what does not fit stays as it is."""
        try:
            array = numbers(value)
        except AnswerError:
            return value
        return array / self.right if array.shape == np.shape(self.right) else value

    def judged_as(self, part: str) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any] | None]:
        """What the judge takes: got, expected and own."""
        own = next((slip for slip in self.slips if self._alike(slip)), None)
        expected = {part: np.ones(np.shape(self.right))}
        return (
            {part: self.units(self.got)},
            expected,
            own if own is None else {part: self.units(own)},
        )

    def _alike(self, slip: Any) -> bool:
        """Tell whether this slip is what was got, each entry compared with its own size.

        Zeros are no sign of a slip: a tiny value that has been lost looks the same.
        """
        try:
            got, slip = numbers(self.got), np.asarray(slip)
        except AnswerError:
            return False
        close = got.shape == slip.shape and np.all(np.abs(got - slip) <= CLOSE * np.abs(slip))
        return bool(close and slip.any())


def of_loss(case: Labelled, got: Mapping[str, Any]) -> Relative:
    """The loss where z is not small."""
    return Relative(got.get("loss"), case.loss, [slip(case) for slip in LOSSES.values()])


def of_gradient(case: Labelled, got: Mapping[str, Any]) -> Relative:
    """The gradient where z is not small."""
    slips = [flat(slip(case)) for slip in SLOPES.values()]
    return Relative(flat(got), flat(case.gradient), slips)


def flat(gradient: Mapping[str, Any]) -> Any:
    """dw and db in one array; the one that cannot be read if there is such a one."""
    for part in ("dw", "db"):
        try:
            numbers(gradient.get(part))
        except AnswerError:
            return gradient.get(part)
    return np.append(numbers(gradient.get("dw")), numbers(gradient.get("db")))
