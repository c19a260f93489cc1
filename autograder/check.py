"""The function that a test cell calls."""

import os
import sys
import textwrap
from collections.abc import Mapping
from typing import Any

from IPython import get_ipython
from IPython.display import display

from . import feedback
from .grade import Result, grade
from .home import HomeAnswer, watch_runs
from .lectures import find_section
from .show_case import write_failed

watch_runs()


class Score(float):
    """The score of a check: a number that its own cell of the notebook does not show.

    nbgrader reads the number's text all the same, and in later cells it is shown like others.
    """

    def __init__(self, _: float) -> None:
        self._cell = _count_cells()

    def _repr_html_(self) -> str | None:
        return feedback.SCORE_HTML if self._cell == _count_cells() else None


def _count_cells() -> int | None:
    return getattr(get_ipython(), "execution_count", None)


class CheckStoppedError(KeyboardInterrupt):
    """The user has stopped a check."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


def check(
    question_id: str,
    namespace: Mapping[str, Any] | None = None,
    *,
    level: int = feedback.FIRST_LEVEL,
) -> float:
    """Check the answer to a question, show what passed and what to look at; return the score.

    `question_id` is "assignment/question", like "03-three-layer/gradients". The answer is read from
    the names of the calling notebook, or from `namespace`. The score is a float between 0 and the
    question's points, which nbgrader takes as partial credit. An answer that is missing, raises
    or is wrong gets a score and a hint, not an exception. `level` sets how much a hint says: 1 what
    kind of thing is wrong, 2 also in which part, 3 also how it is off, 4 also where in the
    derivation to look. An answer that takes more than 10 s is stopped.
    Raises ValueError for an unknown question or level, TypeError if an argument has the wrong type.
    """
    if namespace is None:
        namespace = sys._getframe(1).f_globals
    elif not isinstance(namespace, Mapping):
        raise TypeError(f"namespace should map names to values, it is {type(namespace).__name__}")
    if not isinstance(level, int):
        raise TypeError(f"level should be a whole number, it is {type(level).__name__}")
    if not 1 <= level <= feedback.LEVELS:
        raise ValueError(f"level should be from 1 to {feedback.LEVELS}, it is {level}")
    answer = HomeAnswer(namespace)
    try:
        result = grade(question_id, answer)
        extras = _find_extras(result, answer)
    except KeyboardInterrupt:
        raise CheckStoppedError("You stopped the check before it was done.") from None
    if get_ipython() is None:
        print(feedback.format_text(result, level))
        return result.score
    content, metadata = feedback.write_bundle(result, level, level, extras)
    display(content, metadata=metadata, raw=True)
    if os.environ.get("NBGRADER_EXECUTION") == "validate" and result.score < result.points:
        _tell_validate(feedback.format_text(result, level))
    return Score(result.score)


def _tell_validate(text: str) -> None:
    """Write a report where nbgrader's Validate reads what is wrong with a cell.

    Otherwise it would say of any cell that it passed some of the tests. It cuts long lines.
    """
    for line in text.splitlines():
        print(textwrap.fill(line, 80, subsequent_indent="    "), file=sys.stderr)


def _find_extras(result: Result, answer: HomeAnswer) -> feedback.HomeExtras:
    """Return what only a notebook shows; nothing where it cannot be had."""
    if get_ipython() is None:
        return feedback.HomeExtras()
    try:
        sections = {hint.mistake.section for hint in result.hints if hint.mistake}
        links = {section: find_section(section) for section in sections}
        return feedback.HomeExtras(write_failed(result, answer), links)
    except Exception:  # the report itself matters more
        return feedback.HomeExtras()
