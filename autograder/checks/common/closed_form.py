"""Questions with a formula for an answer: a check file states them, the judging is here."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from ...diagnosis.judge import Judge
from ...diagnosis.mistakes import Mistake, Values, about
from ...question.definition import Question


class ClosedForm(Question):
    """A question whose answer to a case is one step, judged by itself.

    `mistakes` tells for each known mistake what it makes of a case, as `reference` tells what is
    right: values keyed by part, or the value alone where the answer to a case has one part.
    """

    mistakes: ClassVar[Mapping[Mistake, Callable[[Any], Any]]]

    @staticmethod
    def reference(case: Any) -> Any:
        """Return what is right for a case, from the forward definition and the oracle."""
        return case.reference

    def test_answer(self, case: Any, got: Values, judge: Judge) -> None:
        def by_part(value: Any) -> Values:
            return value if isinstance(value, Mapping) else dict.fromkeys(got, value)

        judge(got, by_part(self.reference(case)), mistakes=about(self.mistakes, case, then=by_part))
