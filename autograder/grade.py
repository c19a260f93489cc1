"""Grades an answer: run the checks of its question, and add up points and hints."""

import contextlib
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .diagnosis.hints import Hint, explain_steps, explain_trouble
from .diagnosis.judge import Judge, Step, agrees
from .question.answer import Answer, AnswerError
from .question.by_hand import ASKED_TOO_OFTEN, NEVER_ASKED, ByHand, CountedAnswer, Withheld
from .question.definition import Question
from .questions import find_question

HOME_SEED = 20
"""The seed of the cases that `check` uses in a student's own notebook."""


@dataclass(frozen=True)
class Part:
    """The outcome of one part of a question.

    `failed` holds the numbers of the cases in which the part is wrong; `carried_forward` is true
    if the part is right only on the student's own earlier value (error carried forward).
    """

    name: str
    points: int
    failed: tuple[int, ...] = ()
    carried_forward: bool = False

    @property
    def passed(self) -> bool:
        """Whether the part is right in every case."""
        return not self.failed


@dataclass(frozen=True)
class Result:
    """The outcome of one question; `trouble` is the kind of AnswerError that ended it, or empty."""

    question: str
    parts: tuple[Part, ...]
    hints: tuple[Hint, ...]
    trouble: str = ""

    @property
    def points(self) -> float:
        """The points of the whole question."""
        return float(sum(part.points for part in self.parts))

    @property
    def score(self) -> float:
        """The points that the answer earns."""
        return float(sum(part.points for part in self.parts if part.passed))


def grade(question_id: str, answer: Answer, seed: int = HOME_SEED) -> Result:
    """Grade an answer to a question, on the cases of a seed.

    A part earns its points if it is right in every case. Raises ValueError or TypeError for an
    unknown question, RuntimeError if the checks themselves fail, KeyboardInterrupt if the user
    stops it. Whatever else the answer raises is part of the result.
    """
    question = find_question(question_id)
    return judge_answer(question, answer, draw_cases(question, seed))


def draw_cases(question: type[Question], seed: int) -> list[Any]:
    """Return the cases of a seed. Raises RuntimeError if one cannot be drawn."""
    with _expose_defects(question):
        return [question.draw_case(seed, number) for number in range(question.cases)]


def judge_answer(question: type[Question], answer: Answer, cases: Sequence[Any]) -> Result:
    """Judge an answer on given cases. Raises RuntimeError if the checks themselves fail."""
    judge = Judge()
    try:
        run_checks(question, answer, cases, judge)
    except AnswerError as trouble:
        return fail_answer(question.id, trouble, judge.number)
    with _expose_defects(question):
        steps = {part: step for step in judge.steps.values() for part in step.parts}
        steps = {part: steps[part] for part in question.parts}
        return Result(
            question.id,
            tuple(_make_part(name, question.parts[name], step) for name, step in steps.items()),
            tuple(explain_steps(steps)),
        )


def _make_part(name: str, points: int, step: Step) -> Part:
    failed = step.failed_cases(name)
    return Part(name, points, failed, name in step.carried_forward and not failed)


def fail_answer(question_id: str, trouble: AnswerError, number: int = 0) -> Result:
    """Return the result of an answer that cannot be judged; `number` is the case that ended it."""
    parts = find_question(question_id).parts.items()
    failed = tuple(Part(name, points, failed=(number,)) for name, points in parts)
    return Result(question_id, failed, (explain_trouble(trouble),), trouble.kind)


def run_checks(
    question: type[Question], answer: Answer, cases: Sequence[Any], judge: Judge
) -> None:
    """Get the answer to each case, and run the checks on it, which report to `judge`.

    Raises AnswerError if the answer cannot be judged, with `judge.number` set to that case, and
    RuntimeError if the checks themselves fail.
    """
    for number, case in enumerate(cases):
        judge.number = number
        check_case(question, case, ask_answer(question, answer, case), judge)


def ask_answer(question: type[Question], answer: Answer, case: Any) -> Mapping[str, Any]:
    """Return the answer to a case, keyed by part.

    Raises AnswerError if it cannot be judged, RuntimeError if the question itself fails.
    """
    with _expose_defects(question, AnswerError):
        answer = answer.forbid_calls(question.forbidden)
        if question.by_hand is None:
            return question.call(answer, case)
        counted = CountedAnswer(answer)
        got = question.call(counted, case)
        return _withhold_differences(question, question.by_hand, case, got, counted.asked)


def _withhold_differences(
    question: type[Question],
    by_hand: ByHand,
    case: Any,
    got: Mapping[str, Any],
    asked: Counter[Callable],
) -> Mapping[str, Any]:
    """Return the answer without what it has from differences, by what it asked for."""
    derivatives = [part for part in question.parts if part not in by_hand.keeps]
    if by_hand.is_asked_too_often(case, asked):
        return {**got, **dict.fromkeys(derivatives, Withheld(ASKED_TOO_OFTEN))}
    if by_hand.is_never_asked(case, asked):
        right = question.reference(case)
        right = right if isinstance(right, Mapping) else dict.fromkeys(question.parts, right)
        # A derivative that is left out by mistake is not called either, and what is made from it
        # is wrong.
        found = [part for part in derivatives if agrees(got.get(part), right[part])]
        return {**got, **dict.fromkeys(found, Withheld(NEVER_ASKED))}
    return got


def check_case(question: type[Question], case: Any, got: Mapping[str, Any], judge: Judge) -> None:
    """Run the checks on the answer to case `judge.number`; they report to `judge`.

    Raises RuntimeError if the checks themselves fail.
    """
    with _expose_defects(question):
        judge.m = question.rows(case)
        for check in list_checks(question):
            check(case=case, got=got, judge=judge)


def list_checks(question: type[Question]) -> tuple[Callable[..., None], ...]:
    """Return the checks of a question: its test methods, in the order of the source.

    They take `case`, `got` and `judge`. Raises RuntimeError if there are none.
    """
    names = dict.fromkeys(
        name for base in reversed(question.__mro__) for name in vars(base) if name[:5] == "test_"
    )
    if not names:
        raise RuntimeError(f"no check of {question.id} was found in {question.__module__}")
    return tuple(getattr(question(), name) for name in names)


@contextlib.contextmanager
def _expose_defects(question: type[Question], *passed_on: type[Exception]) -> Iterator[None]:
    """Report a defect of the checks as such, so that it does not count as a fault of the answer.

    An exception becomes RuntimeError, unless it is one of `passed_on`. Output is discarded.
    """
    # The notebook's np.seterr must not affect the reference, and nbgrader gives no points to a cell
    # that writes to stderr.
    with (
        np.errstate(all="ignore"),
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
    ):
        try:
            yield
        except passed_on:
            raise
        except Exception as defect:
            raise RuntimeError(
                f"the checks of {question.id} failed themselves; this is no fault of the answer"
            ) from defect
