"""Grades an answer: run the checks of its question, and add up points and hints.

A check that fails itself is no fault of the answer. Authors get it as a DefectError. For students
`grade` judges the step on the references alone; if that fails too, the question waits for a person.
"""

import contextlib
import io
import traceback
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from .diagnosis.hints import Hint, explain_steps, explain_trouble
from .diagnosis.judge import Judge, ReferenceJudge, Step
from .diagnosis.probe import Probe
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
from .question.stand_ins import make_stand_ins
from .questions import QuestionId, add_numbers, find_question, list_earlier

_PACKAGE = str(Path(__file__).parent)

SHORT = 0.25
"""The share of its time in which an answer is looked at for what it calls."""

HOME_SEED = 20
"""The seed of the cases that `check` uses in a student's own notebook."""


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


@dataclass(frozen=True)
class Part:
    """The outcome of one part of a question.

    `failed` holds the numbers of the cases in which the part is wrong; `carried_forward` is true
    if the part is right only on the student's own earlier value (error carried forward); `judged`
    is false if the checks failed in every case.
    """

    name: str
    points: int
    failed: tuple[int, ...] = ()
    carried_forward: bool = False
    judged: bool = True

    @property
    def passed(self) -> bool:
        """Whether the part is right in every case that was judged, and one was."""
        return self.judged and not self.failed


@dataclass(frozen=True)
class Result:
    """The outcome of one question; `trouble` is the kind of AnswerError that ended it, or empty.

    `defect` is empty, or tells where the checks failed themselves: then the question waits for a
    person, and the score counts what has been proven.
    `replaced` names the functions of earlier questions that are not right, and were replaced by
    correct ones: see `judge_answer`.
    """

    question: str
    parts: tuple[Part, ...]
    hints: tuple[Hint, ...]
    trouble: str = ""
    defect: str = ""
    replaced: tuple[str, ...] = ()

    @property
    def points(self) -> float:
        """The points of the whole question."""
        return float(sum(part.points for part in self.parts))

    @property
    def score(self) -> float:
        """The points that the answer earns."""
        return float(sum(part.points for part in self.parts if part.passed))

    @property
    def right(self) -> bool:
        """Whether the answer earns all points on its own."""
        return self.score == self.points and not self.replaced

    def carry_forward(self, again: "Result", replaced: tuple[str, ...]) -> "Result":
        """Return the better outcome of each part, and the hints on what is still wrong `again`.

        again: the outcome with correct functions in place of those `replaced`.
        """
        if again.trouble:
            return self
        both = zip(self.parts, again.parts, strict=True)
        parts = tuple(first if first.passed else second for first, second in both)
        wrong = {part.name for part in parts if not part.passed}
        hints = tuple(hint for hint in again.hints if wrong & {*hint.parts})
        defect = self.defect or again.defect
        return Result(self.question, parts, hints, defect=defect, replaced=replaced)


def grade(
    question_id: str,
    answer: Answer,
    seed: int = HOME_SEED,
    known_wrong: Collection[QuestionId] = (),
) -> Result:
    """Grade an answer to a question, on the cases of a seed.

    A part earns its points if it is right in every case. known_wrong: earlier questions that are
    known not to be right. Raises ValueError or TypeError for an unknown question, KeyboardInterrupt
    if the user stops it. Whatever else the answer raises is part of the result, and so is a failure
    of the checks themselves.
    """
    question = find_question(question_id)
    defects: list[DefectError] = []
    try:
        cases = draw_cases(question, seed)
    except DefectError as defect:
        cases, defects = [], [defect]
    return judge_answer(question, answer, cases, defects, seed, known_wrong)


def draw_cases(question: type[Question], seed: int) -> list[Any]:
    """Return the cases of a seed. Raises DefectError if one cannot be drawn."""
    with _expose_defects(question):
        return [question.draw_case(seed, number) for number in range(question.cases)]


def judge_answer(
    question: type[Question],
    answer: Answer,
    cases: Sequence[Any],
    defects: list[DefectError] | None = None,
    seed: int = HOME_SEED,
    known_wrong: Collection[QuestionId] = (),
) -> Result:
    """Judge an answer on given cases, with error carried forward between questions.

    If it loses points and calls functions of earlier questions that are not right, it is judged
    once more with correct ones in their place, and each part keeps the better outcome. Cases of
    earlier questions are drawn from `seed`. Raises DefectError if the checks themselves fail; given
    a list `defects`, it adds them to that and judges what it can.
    """
    result = _judge_once(question, answer, cases, defects)
    if result.right or not cases:
        return result
    wrong = _find_wrong_helpers(question, answer, cases, result, seed, known_wrong)
    if not wrong:
        return result
    replaced = tuple(other.function for other in wrong)
    again = _judge_once(question, put_in_place(question, answer, replaced), cases, defects)
    return result.carry_forward(again, replaced)


def put_in_place(question: type[Question], answer: Answer, replaced: Collection[str]) -> Answer:
    """Return an answer with correct functions of earlier questions, which are named, in place."""
    earlier = [other for other in list_earlier(question) if other.function in replaced]
    return answer.replace_functions(make_stand_ins(earlier, set())) if earlier else answer


def _find_wrong_helpers(
    question: type[Question],
    answer: Answer,
    cases: Sequence[Any],
    result: Result,
    seed: int,
    known_wrong: Collection[QuestionId],
) -> list[type[Question]]:
    """Return the earlier questions whose functions an answer calls, and which are not right.

    It is looked at in the first case that it has failed.
    """
    earlier = list_earlier(question)
    asked: set[str] = set()
    if not (stand_ins := make_stand_ins(earlier, asked)):
        return []
    number = min((min(part.failed) for part in result.parts if part.failed), default=0)
    probe = _Probe(answer.replace_functions(stand_ins, SHORT), asked)
    with contextlib.suppress(AnswerError, DefectError):
        ask_answer(question, probe, cases[number])
    called = [other for other in earlier if other.function in asked]
    alone = answer.replace_functions({}, SHORT)
    return [q for q in called if q.id in known_wrong or not _is_right(q, alone, seed)]


def _is_right(question: type[Question], answer: Answer, seed: int) -> bool:
    """Return whether every part is right in every case; nobody asks for hints here."""
    with contextlib.suppress(AnswerError, DefectError):
        steps = _judge_steps(question, answer, draw_cases(question, seed), Judge())
        wrong = (part for part, step in steps.items() if step.failed_cases(part))
        return steps.keys() == question.parts.keys() and not any(wrong)
    return False


class _Probe(Answer):
    """An answer that is asked only once, unless that asks for a function of an earlier question."""

    def __init__(self, answer: Answer, asked: set[str]) -> None:
        super().__init__({})
        self._answer = answer
        self._asked = asked

    def forbid_calls(self, forbidden: tuple[str, ...]) -> Answer:
        return _Probe(self._answer.forbid_calls(forbidden), self._asked)

    def value(self, name: str) -> Any:
        return self._answer.value(name)

    def call(self, name: str, *arguments: Any) -> Any:
        result = self._answer.call(name, *arguments)
        if not self._asked:
            raise AnswerError("missing", "No function of an earlier question is called.")
        return result


def _judge_once(
    question: type[Question],
    answer: Answer,
    cases: Sequence[Any],
    defects: list[DefectError] | None = None,
) -> Result:
    judge = Judge()
    try:
        steps = _judge_steps(question, answer, cases, judge, defects)
    except AnswerError as trouble:
        return fail_answer(question.id, trouble, judge.number)
    hints = tuple(
        Hint(step.describe_problem(part), (part,))
        for part, step in steps.items()
        if step.failed_cases(part)
    )
    # No hint is worth a mark: where none can be found, the score stands all the same.
    with _expose_defects(question, defects=None if defects is None else []):
        probe = Probe(question, answer.forbid_calls(question.forbidden), cases)
        hints = tuple(explain_steps(steps, probe))
    parts = tuple(_make_part(*part, steps.get(part[0])) for part in question.parts.items())
    return Result(question.id, parts, hints, defect=defects[0].place if defects else "")


def _judge_steps(
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


def _make_part(name: str, points: int, step: Step | None) -> Part:
    if step is None:
        return Part(name, points, judged=False)
    failed = step.failed_cases(name)
    return Part(name, points, failed, name in step.carried_forward and not failed)


def fail_answer(question_id: str, trouble: AnswerError, number: int = 0) -> Result:
    """Return the result of an answer that cannot be judged; `number` is the case that ended it."""
    parts = find_question(question_id).parts.items()
    failed = tuple(Part(name, points, failed=(number,)) for name, points in parts)
    if trouble.kind == "not written":
        trouble = AnswerError(trouble.kind, add_numbers(question_id, trouble.message))
    return Result(question_id, failed, (explain_trouble(trouble),), trouble.kind)


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
        with _expose_defects(question, AnswerError, defects=defects):
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
    derivatives = [part for part in question.parts if part in got and part not in by_hand.keeps]
    if by_hand.is_asked_too_often(case, asked):
        return {**got, **dict.fromkeys(derivatives, Withheld(ASKED_TOO_OFTEN))}
    return Underived(got) if by_hand.is_never_asked(case, asked) else got


def check_case(question: type[Question], case: Any, got: Mapping[str, Any], judge: Judge) -> None:
    """Run the checks on the answer to case `judge.number`; they report to `judge`.

    Raises DefectError if the checks themselves fail.
    """
    with _expose_defects(question):
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
            with _expose_defects(question, defects=failures):
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
def _expose_defects(
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
