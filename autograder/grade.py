"""Grades an answer: run the checks of its question, and add up points and hints.

If the checks themselves fail, what can be judged is, and the question waits for a person.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .carried_between import find_wrong_helpers, put_in_place
from .diagnosis.hints import Hint, explain_steps, explain_trouble
from .diagnosis.judge import Judge, Step
from .diagnosis.probe import Probe
from .question.answer import Answer, AnswerError
from .question.definition import Question
from .questions import QuestionId, add_numbers, find_question
from .run_checks import DefectError, draw_cases, expose_defects, judge_steps
from .trace.follow import Trail, follow_answer

HOME_SEED = 20
"""The seed of the cases that `check` uses in a student's own notebook."""


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

    `defect` is empty, or tells where the checks failed themselves, or is MACHINE: then the question
    waits for a person, and the score counts what has been proven.
    `replaced` names the functions of earlier questions that are not right, and were replaced by
    correct ones: see `judge_answer`. `trail` is what became of its values, if that was followed.
    """

    question: str
    parts: tuple[Part, ...]
    hints: tuple[Hint, ...]
    trouble: str = ""
    defect: str = ""
    replaced: tuple[str, ...] = ()
    trail: Trail | None = None

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
    result = judge_answer(question, answer, cases, defects, seed, known_wrong)
    return replace(result, trail=_follow(question, answer, cases, result))


def _follow(
    question: type[Question], answer: Answer, cases: Sequence[Any], result: Result
) -> Trail | None:
    """Follow the values of an answer that has lost points, in cases that it has failed."""
    numbers = sorted({number for part in result.parts for number in part.failed})
    if not numbers or result.trouble or result.defect:
        return None
    trail = None
    # As a hint, it is not worth a mark.
    with expose_defects(question, defects=[]):
        if result.replaced:
            answer = put_in_place(question, answer, result.replaced)
        trail = follow_answer(question, answer, cases, numbers)
    return trail


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
    number = min((min(part.failed) for part in result.parts if part.failed), default=0)
    wrong = find_wrong_helpers(question, answer, cases[number], seed, known_wrong)
    if not wrong:
        return result
    replaced = tuple(other.function for other in wrong)
    again = _judge_once(question, put_in_place(question, answer, replaced), cases, defects)
    return result.carry_forward(again, replaced)


def _judge_once(
    question: type[Question],
    answer: Answer,
    cases: Sequence[Any],
    defects: list[DefectError] | None = None,
) -> Result:
    judge = Judge()
    try:
        steps = judge_steps(question, answer, cases, judge, defects)
    except AnswerError as trouble:
        return fail_answer(question.id, trouble, judge.number)
    hints = tuple(
        Hint(step.describe_problem(part), (part,))
        for part, step in steps.items()
        if step.failed_cases(part)
    )
    # No hint is worth a mark: where none can be found, the score stands all the same.
    with expose_defects(question, defects=None if defects is None else []):
        probe = Probe(question, answer.forbid_calls(question.forbidden), cases)
        hints = tuple(explain_steps(steps, probe))
    parts = tuple(_make_part(*part, steps.get(part[0])) for part in question.parts.items())
    return Result(question.id, parts, hints, defect=defects[0].place if defects else "")


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
