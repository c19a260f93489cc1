"""Questions with a formula for an answer: a check file states them, the judging is here."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, ClassVar

from ...diagnosis.judge import Judge, name_values
from ...diagnosis.mistakes import Table, Values, about
from ...question.answer import Answer
from ...question.definition import Question


class ClosedForm(Question):
    """A question whose function answers a case in one step.

    `function` is its name, and `mistakes` tells what each known mistake makes of a case, as
    `reference` tells what is right: values keyed by part, or the value alone where there is one.
    """

    function: ClassVar[str]
    mistakes: ClassVar[Table]

    @staticmethod
    def arguments(case: Any) -> tuple[Any, ...]:
        """Return what the function is given: the fields of a case, or the case if it has none."""
        if not is_dataclass(case):
            return (case,)
        return tuple(getattr(case, field.name) for field in fields(case))

    @classmethod
    def call(cls, answer: Answer, case: Any) -> Values:  # type: ignore[override]
        """Call the function, which returns its parts one after another."""
        result = answer.call(cls.function, *cls.arguments(case))
        several = len(cls.parts) > 1
        return name_values(result, *cls.parts) if several else dict.fromkeys(cls.parts, result)

    def test_answer(self, case: Any, got: Values, judge: Judge) -> None:
        right = self.reference(case)
        expected = right if isinstance(right, Mapping) else dict.fromkeys(got, right)
        judge(got, expected, mistakes=about(self.mistakes, case))
