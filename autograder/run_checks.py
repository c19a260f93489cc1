"""Runs the checks of a question on an answer: its steps, each with a verdict in every case.

A check that fails itself is no fault of the answer. Authors get it as a DefectError. Given a list
for defects, a step is judged on the references alone, and what fails still is added to the list.
"""

import contextlib
import io
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from .diagnosis.judge import Judge, ReferenceJudge, Step
from .question.answer import Answer, AnswerError
from .question.by_hand import (
    ASKED_TOO_OFTEN,
    NEVER_ASKED,
    ByHand,
    CountedAnswer,
    Underived,
    Withheld,
)
from .question.definition import Question

_PACKAGE = str(Path(__file__).parent)


class DefectError(RuntimeError):
    """The checks of a question failed themselves; `place` tells its author where and how.

    No number of a case stands in it, so that students may see it too.
    """

    def __init__(self, question_id: str, place: str) -> None:
        super().__init__(
            f"the checks of {question_id} failed themselves ({place}); "
            "this is no fault of the answer"
        )
        self.place = place


def draw_cases(question: type[Question], seed: int) -> list[Any]:
    """Return the cases of a seed. Raises DefectError if one cannot be drawn."""
    with expose_defects(question):
        return [question.draw_case(seed, number) for number in range(question.cases)]


def judge_steps(
    question: type[Question],
    answer: Answer,
    cases: Sequence[Any],
    judge: Judge,
    defects: list[DefectError] | None = None,
) -> dict[str, Step]:
    """Return the step of each part that was judged; arguments and errors as for `run_checks`."""
    run_checks(question, answer, cases, judge, defects)
    found = {part: step for step in judge.steps.values() for part in step.parts}
    steps = {part: found[part] for part in question.parts if part in found}
    _withhold_underived(question, cases, judge, steps)
    return steps


def _withhold_underived(
    question: type[Question], cases: Sequence[Any], judge: Judge, steps: Mapping[str, Step]
) -> None:
    """Withhold derivatives that are right in every case, though what they need is never called.

    Whoever leaves a factor out, or knows that of one case by heart, is wrong in another.
    """
    by_hand = question.by_hand
    if by_hand is None or not judge.underived:
        return
    if judge.underived >= {n for n, case in enumerate(cases) if by_hand.slopes(case)}:
        for part, step in steps.items():
            if part not in (*by_hand.keeps, *step.carried_forward) and not step.failed_cases(part):
                step.withhold(part, Withheld(NEVER_ASKED))


def run_checks(
    question: type[Question],
    answer: Answer,
    cases: Sequence[Any],
    judge: Judge,
    defects: list[DefectError] | None = None,
) -> None:
    """Get the answer to each case, and run the checks on it, which report to `judge`.

    Raises AnswerError if the answer cannot be judged, with `judge.number` set to that case, and
    DefectError if the checks themselves fail. Given a list `defects`, it adds them to that, and
    goes on.
    """
    for number, case in enumerate(cases):
        judge.number = number
        with expose_defects(question, AnswerError, defects=defects):
            got = ask_answer(question, answer, case)
            if isinstance(got, Underived):
                judge.underived.add(number)
            if defects is None:
                check_case(question, case, got, judge)
            else:
                _check_what_can_be(question, case, got, judge, defects)


def ask_answer(question: type[Question], answer: Answer, case: Any) -> Mapping[str, Any]:
    """Return the answer to a case, keyed by part.

    Raises AnswerError if it cannot be judged, DefectError if the question itself fails.
    """
    with expose_defects(question, AnswerError):
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
    derivatives = [part for part in question.parts if part in got and part not in by_hand.keeps]
    if by_hand.is_asked_too_often(case, asked):
        return {**got, **dict.fromkeys(derivatives, Withheld(ASKED_TOO_OFTEN))}
    return Underived(got) if by_hand.is_never_asked(case, asked) else got


def check_case(question: type[Question], case: Any, got: Mapping[str, Any], judge: Judge) -> None:
    """Run the checks on the answer to case `judge.number`; they report to `judge`.

    Raises DefectError if the checks themselves fail.
    """
    with expose_defects(question):
        _tell_about_case(judge, question, case)
        for check in list_checks(question):
            check(case=case, got=got, judge=judge)


def _tell_about_case(judge: Judge, question: type[Question], case: Any) -> None:
    judge.m, judge.facts = question.rows(case), question.facts
    given = question.name_arguments(case)
    entries = (
        entry for value in given.values() if isinstance(value, dict) for entry in value.items()
    )
    judge.given = {**given, **{str(name): entry for name, entry in entries}}


def _check_what_can_be(
    question: type[Question],
    case: Any,
    got: Mapping[str, Any],
    judge: Judge,
    defects: list[DefectError],
) -> None:
    """Run the checks as `check_case` does; one that fails, again without the answer's own values.

    So its steps are judged on the references. What fails still is added to `defects`.
    """
    _tell_about_case(judge, question, case)
    for check in list_checks(question):
        failures: list[DefectError] = []
        for seen, trial in (got, Judge()), (_hide_parts(question, got), ReferenceJudge(got)):
            failures.clear()
            trial.number, trial.m = judge.number, judge.m
            trial.given, trial.facts = judge.given, judge.facts
            with expose_defects(question, defects=failures):
                check(case=case, got=seen, judge=trial)
            if not failures:
                judge.add(trial)
                break
        defects += failures


def _hide_parts(question: type[Question], got: Mapping[str, Any]) -> dict[str, Any]:
    """Return an answer with None in place of all values that later steps could go on from."""
    return {key: _hide(value) if key in question.parts else value for key, value in got.items()}


def _hide(value: Any) -> Any:
    return [_hide(entry) for entry in value] if isinstance(value, list | tuple) else None


def list_checks(question: type[Question]) -> tuple[Callable[..., None], ...]:
    """Return the checks of a question: its test methods, in the order of the source.

    They take `case`, `got` and `judge`. Raises DefectError if there are none.
    """
    names = dict.fromkeys(
        name for base in reversed(question.__mro__) for name in vars(base) if name[:5] == "test_"
    )
    if not names:
        raise DefectError(question.id, f"no check was found in {question.__module__}")
    return tuple(getattr(question(), name) for name in names)


@contextlib.contextmanager
def expose_defects(
    question: type[Question],
    *passed_on: type[Exception],
    defects: list[DefectError] | None = None,
) -> Iterator[None]:
    """Report a defect of the checks as such, so that it does not count as a fault of the answer.

    An exception becomes a DefectError, unless it is one of `passed_on`; given a list `defects`, it
    is added to that in place of being raised. Output is discarded.
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
        except Exception as error:
            known = isinstance(error, DefectError)
            defect = error if known else DefectError(question.id, _name_place(error))
            if defects is None:
                raise defect from (error.__cause__ if known else error)
            defects.append(defect)


def _name_place(error: Exception) -> str:
    """Return the kind of an error, and the last line of this package that it passed."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename.startswith(_PACKAGE)]
    at = own[-1] if own else frames[-1]
    return f"{type(error).__name__} in {Path(at.filename).name}, line {at.lineno}"
