"""Correct functions, which stand in for those of earlier questions that are not right yet.

They are called on our side of an answer: in grading it asks for them as for any function that it is
given, so that it neither holds nor reads them.
"""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from .definition import Question

LONGEST_SIDE = 2_000
"""Entries along an axis of an array that a stand-in is given: all digits of the course fit."""

_ORDINARY = (TypeError, ValueError, ArithmeticError, LookupError)
"""What a stand-in may raise for arguments that do not fit, as an answer of a student would."""


def make_stand_ins(questions: Iterable[type[Question]], asked: set[str]) -> dict[str, Callable]:
    """Return the correct functions of questions that have one, by the name of the function.

    A name is added to `asked` when its function is called.
    """
    correct = {q.function: getattr(q, "solve", None) for q in questions}
    return {name: _make_stand_in(name, solve, asked) for name, solve in correct.items() if solve}


def _make_stand_in(name: str, solve: Callable, asked: set[str]) -> Callable:
    def stand_in(*arguments: Any, **keywords: Any) -> Any:
        asked.add(name)
        with np.errstate(all="ignore"):
            try:
                return solve(*arguments, **keywords)
            except _ORDINARY:
                raise
            except Exception as error:
                raise ValueError(f"`{name}` cannot use these arguments") from error

    return stand_in


def to_array(value: Any) -> np.ndarray:
    """Return what a stand-in is given as an array of floats.

    Raises TypeError for what is not made of real numbers, ValueError for ragged lists and for more
    than LONGEST_SIDE entries along an axis.
    """
    array = np.asarray(value)
    if array.dtype.kind not in "biuf":
        raise TypeError(f"an array of {array.dtype} was given where numbers were expected")
    if max(array.shape, default=0) > LONGEST_SIDE:
        raise ValueError(f"an array of shape {array.shape} is too large")
    return array.astype(float)


def to_number(value: Any) -> float:
    """Return what a stand-in is given as a float. Raises TypeError or ValueError."""
    return float(to_array(value))
