"""Questions with a formula for an answer: a check file states them, the judging is here."""

from collections.abc import Mapping
from typing import Any, ClassVar

from ...diagnosis.judge import Judge
from ...diagnosis.mistakes import Table, Values, about
from ...question.definition import Question


class ClosedForm(Question):
    """A question whose answer to a case is one step, judged by itself.

    `mistakes` tells for each known mistake what it makes of a case, as `reference` tells what is
    right: values keyed by part, or the value alone where the answer to a case has one part.
    """

    mistakes: ClassVar[Table]

    @staticmethod
    def reference(case: Any) -> Any:
        """Return what is right for a case, from the forward definition and the oracle."""
        return case.reference

    def test_answer(self, case: Any, got: Values, judge: Judge) -> None:
        right = self.reference(case)
        if not isinstance(right, Mapping):
            right = dict.fromkeys(self.parts, right)
        judge(got, right, mistakes=about(self.mistakes, case))
