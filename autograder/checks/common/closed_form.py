"""Questions with a formula for an answer: a check file states them, the judging is here."""

from collections.abc import Mapping
from typing import Any, ClassVar

from ...diagnosis.judge import Judge
from ...diagnosis.mistakes import Table, Values, about
from ...question.definition import Question


class ClosedForm(Question):
    """A question whose function answers a case in one step.

    `mistakes` tells what each known mistake makes of a case, as `reference` tells what is right:
    values keyed by part, or the value alone where there is one.
    """

    mistakes: ClassVar[Table]

    def test_answer(self, case: Any, got: Values, judge: Judge) -> None:
        right = self.reference(case)
        expected = right if isinstance(right, Mapping) else dict.fromkeys(got, right)
        judge(got, expected, mistakes=about(self.mistakes, case))
