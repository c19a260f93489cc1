"""Running a question's checks on an answer, and adding up what they found."""

import contextlib
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .diagnosis.hints import Hint, hint_of_trouble, hints_of_steps
from .diagnosis.judge import Judge
from .question.answer import Answer, AnswerError
from .question.definition import Question
from .questions import find

HOME_SEED = 20
"""The seed of the cases that a student sees at home."""


@dataclass(frozen=True)
class Part:
    """One part of a question, as judged.

    `failed` holds the numbers of the cases that the part was wrong in; `followed` is true if it is
    right on the student's own earlier value.
    """

    name: str
    points: int
    failed: tuple[int, ...] = ()
    followed: bool = False

    @property
    def passed(self) -> bool:
        """Whether the part was right in every case."""
        return not self.failed


@dataclass(frozen=True)
class Result:
    """The outcome of one question; `trouble` is the kind of AnswerError that ended it, if any."""

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
        """The points that were earned."""
        return float(sum(part.points for part in self.parts if part.passed))


def grade(question_id: str, answer: Answer, seed: int = HOME_SEED) -> Result:
    """Run the checks of a question on an answer.

    The cases are drawn from `seed`. A part earns its points if it is right in every case. Raises
    ValueError or TypeError for an unknown question, KeyboardInterrupt if somebody stops an answer
    that does not end. Whatever else the answer does is judged, not raised.
    """
    question = find(question_id)
    return judge_answer(question, answer, draw_cases(question, seed))


def draw_cases(question: type[Question], seed: int) -> list[Any]:
    """Return the cases that belong to a seed. Raises RuntimeError if one cannot be drawn."""
    with _expose_defects(question):
        return [question.case(seed, number) for number in range(question.cases)]


def judge_answer(question: type[Question], answer: Answer, cases: Sequence[Any]) -> Result:
    """Judge an answer by these cases.

    Raises RuntimeError if the checks fail for a reason of their own.
    """
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
            tuple(
                Part(name, points, failed, followed=name in steps[name].followed and not failed)
                for name, points in question.parts.items()
                for failed in [steps[name].failed(name)]
            ),
            tuple(hints_of_steps(steps)),
        )


def fail_answer(question_id: str, trouble: AnswerError, number: int = 0) -> Result:
    """Return the result of an answer that cannot be judged; `number` is the case that showed it."""
    parts = find(question_id).parts.items()
    failed = tuple(Part(name, points, failed=(number,)) for name, points in parts)
    return Result(question_id, failed, (hint_of_trouble(trouble),), trouble.kind)


def run_checks(
    question: type[Question], answer: Answer, cases: Sequence[Any], judge: Judge
) -> None:
    """Ask an answer for each case and let the checks tell `judge` about it.

    Raises AnswerError if the answer cannot be judged; `judge.number` is then the case.
    """
    for number, case in enumerate(cases):
        judge.number = number
        check_case(question, case, ask_answer(question, answer, case), judge)


def ask_answer(question: type[Question], answer: Answer, case: Any) -> Mapping[str, Any]:
    """Return what an answer gives for a case, keyed by part.

    Raises AnswerError if it cannot be judged.
    """
    with _expose_defects(question, AnswerError):
        return question.call(answer.forbid_calls(question.forbidden), case)


def check_case(question: type[Question], case: Any, got: Mapping[str, Any], judge: Judge) -> None:
    """Let the checks tell `judge` about what an answer gave for case `judge.number`."""
    with _expose_defects(question):
        judge.m = question.rows(case)
        for check in checks_of(question):
            check(case=case, got=got, judge=judge)


def checks_of(question: type[Question]) -> tuple[Callable[..., None], ...]:
    """Return the checks of a question: its test methods, in the order in which they are written.

    They take `case`, `got` and `judge`. Raises RuntimeError if there are none.
    """
    names = dict.fromkeys(
        name for base in reversed(question.__mro__) for name in vars(base) if name[:5] == "test_"
    )
    if not names:
        raise RuntimeError(f"no check of {question.id} was found in {question.__module__}")
    return tuple(getattr(question(), name) for name in names)


@contextlib.contextmanager
def _expose_defects(question: type[Question], *told: type[Exception]) -> Iterator[None]:
    """Keep a defect of the checks from being taken for a fault of the answer.

    What is raised becomes RuntimeError, unless it is one of `told`.
    """
    # What a notebook has told NumPy to do on overflow must not reach the reference, and a word on
    # stderr would cost all points in nbgrader.
    with (
        np.errstate(all="ignore"),
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
    ):
        try:
            yield
        except told:
            raise
        except Exception as defect:
            raise RuntimeError(
                f"the checks of {question.id} failed themselves; this is no fault of the answer"
            ) from defect
