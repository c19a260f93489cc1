"""An answer that is right, read line by line: what the lecture calls each of its values."""

import sys

from . import feedback
from .grade import HOME_SEED, grade
from .home import HomeAnswer
from .questions import find_question
from .trace.follow import RIGHT, Trail, follow_answer

NO_NAMES = (
    "There is nothing to explain here: no values on the way to this answer are listed by name."
)
NOT_YET = "Your own code is explained once its check says that all is right. It says now:"
NOT_READ = "Your answer is right, but it could not be read line by line."
HEAD = "Your answer is right. These are your values by the lecture's names:"
OPEN_ROWS = "A value with · is no mistake: it is one that the lecture has no name for."


def explain(question_id: str) -> None:
    """Print what the lecture calls each value of your answer, once that is right.

    Raises ValueError or TypeError for an unknown question.
    """
    print(explain_answer(question_id, HomeAnswer(sys._getframe(1).f_globals)))


def explain_answer(question_id: str, answer: HomeAnswer) -> str:
    """Return the values of a right answer by the lecture's names; else why there are none."""
    question = find_question(question_id)
    case = question.draw_case(HOME_SEED, 0)
    if not question.quantities(case):
        return NO_NAMES
    result = grade(question_id, answer)
    if not result.right:
        return f"{NOT_YET}\n{feedback.format_text(result, feedback.FIRST_LEVEL)}"
    trail = follow_answer(question, answer, [case], [0])
    return "\n".join(_format_values(trail)) if trail else NOT_READ


def _format_values(trail: Trail) -> list[str]:
    rows = [f"  {r.mark} line {r.line}, {r.name}: {r.words}" for r in trail.rows]
    every = all(row.mark == RIGHT for row in trail.rows)
    return [HEAD, *rows] if every else [HEAD, *rows, OPEN_ROWS]
