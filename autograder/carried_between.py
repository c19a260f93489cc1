"""Error carried forward between questions: earlier functions that an answer calls and are wrong.

Correct ones stand in for them, so that a slip costs its own question and no later one.
"""

import contextlib
from collections.abc import Collection
from typing import Any

from .diagnosis.judge import Judge
from .question.answer import Answer, AnswerError
from .question.definition import Question
from .question.stand_ins import make_stand_ins
from .questions import QuestionId, list_earlier
from .run_checks import DefectError, ask_answer, draw_cases, judge_steps

SHORT = 0.25
"""The share of its time in which an answer is looked at for what it calls."""


def find_wrong_helpers(
    question: type[Question],
    answer: Answer,
    case: Any,
    seed: int,
    known_wrong: Collection[QuestionId],
) -> list[type[Question]]:
    """Return the earlier questions whose functions an answer calls, and which are not right.

    case: one that the answer has failed, in which it is looked at. Cases of earlier questions are
    drawn from `seed`; those in `known_wrong` are known not to be right.
    """
    earlier = list_earlier(question)
    asked: set[str] = set()
    if not (stand_ins := make_stand_ins(earlier, asked)):
        return []
    probe = _FirstCall(answer.replace_functions(stand_ins, SHORT), asked)
    with contextlib.suppress(AnswerError, DefectError):
        ask_answer(question, probe, case)
    called = [other for other in earlier if other.function in asked]
    alone = answer.replace_functions({}, SHORT)
    return [q for q in called if q.id in known_wrong or not _is_right(q, alone, seed)]


def put_in_place(question: type[Question], answer: Answer, replaced: Collection[str]) -> Answer:
    """Return an answer with correct functions of earlier questions, which are named, in place."""
    earlier = [other for other in list_earlier(question) if other.function in replaced]
    return answer.replace_functions(make_stand_ins(earlier, set())) if earlier else answer


def _is_right(question: type[Question], answer: Answer, seed: int) -> bool:
    """Return whether every part is right in every case; nobody asks for hints here."""
    with contextlib.suppress(AnswerError, DefectError):
        steps = judge_steps(question, answer, draw_cases(question, seed), Judge())
        wrong = (part for part, step in steps.items() if step.failed_cases(part))
        return steps.keys() == question.parts.keys() and not any(wrong)
    return False


class _FirstCall(Answer):
    """An answer that is asked only once, unless that asks for a function of an earlier question."""

    def __init__(self, answer: Answer, asked: set[str]) -> None:
        super().__init__({})
        self._answer = answer
        self._asked = asked

    def forbid_calls(self, forbidden: tuple[str, ...]) -> Answer:
        return _FirstCall(self._answer.forbid_calls(forbidden), self._asked)

    def value(self, name: str) -> Any:
        return self._answer.value(name)

    def call(self, name: str, *arguments: Any) -> Any:
        result = self._answer.call(name, *arguments)
        if not self._asked:
            raise AnswerError("missing", "No function of an earlier question is called.")
        return result
