"""Judging one answer: is each part right, and if not, which known mistake gives just this?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .answer import AnswerError, Unreadable

TOLERANCE = 1e-4
"""Largest error of a right part, relative to its largest entry: float32 passes, a slip does not."""

WHOLE = 1e-9
"""The same for whole numbers: a quotient that came out a rounding error away still counts."""

OWN_TOLERANCE = 1e-3
"""The same where a part is judged on the student's own earlier value."""

UNCLEAR = "not right yet."


@dataclass(frozen=True)
class Mistake:
    """A known mistake: its code in the course's list, its name, and what a student is told.

    `hint` may name the wrong parts with `{parts}`. It asks where to look and gives no number.
    """

    code: str
    name: str
    hint: str


@dataclass
class Step:
    """What was seen of one step of an answer, over all its cases."""

    parts: tuple[str, ...]
    wrong: dict[str, str] = field(default_factory=dict)
    followed: set[str] = field(default_factory=set)
    suspects: set[Mistake] | None = None

    def mistake(self) -> Mistake | None:
        """Return the mistake that alone explains every case, or None."""
        if self.wrong and self.suspects and len(self.suspects) == 1:
            return next(iter(self.suspects))
        return None


class Judge:
    """Collects the verdicts of one question, step by step and case by case."""

    def __init__(self) -> None:
        self.steps: dict[tuple[str, ...], Step] = {}

    def __call__(
        self,
        got: Mapping[str, Any],
        expected: Mapping[str, Any],
        own: Mapping[str, Any] | None = None,
        mistakes: Mapping[Mistake, Mapping[str, Any]] | None = None,
    ) -> None:
        """Judge the parts in `expected`, which form one step of the answer.

        A part is right if it equals the expected value, or the value in `own`: what this step
        gives when it starts from the student's own earlier result. `mistakes` tells what each known
        mistake would give for the same parts. Raises AssertionError, naming the wrong parts, if one
        is wrong.
        """
        step = self.steps.setdefault(tuple(expected), Step(tuple(expected)))
        wrong = {}
        for part, reference in expected.items():
            if problem := _problem(got.get(part), reference):
                followed = own is not None and agrees(got.get(part), own[part], OWN_TOLERANCE)
                if followed:
                    step.followed.add(part)
                else:
                    wrong[part] = problem
        step.wrong = wrong | step.wrong
        suspects = {
            mistake
            for mistake, given in (mistakes or {}).items()
            if all(agrees(got.get(part), given[part], TOLERANCE) for part in expected)
        }
        step.suspects = suspects if step.suspects is None else step.suspects & suspects
        assert not wrong, f"wrong: {', '.join(wrong)}"


def agrees(got: Any, value: Any, tolerance: float = TOLERANCE) -> bool:
    """Tell whether `got` is the same data as `value`, up to `tolerance` of its largest entry."""
    reference = np.asarray(value)
    try:
        array = numbers(got)
    except AnswerError:
        return False
    if array.shape != reference.shape:
        return False
    if reference.dtype.kind in "biu":
        tolerance = WHOLE
    scale = max(float(np.abs(reference).max(initial=0.0)), 1e-9)
    return bool(np.all(np.abs(array - reference) <= tolerance * scale))


def numbers(value: Any) -> np.ndarray:
    """Return plain data as an array of real numbers.

    Raises AnswerError (kind "type") for text, None, dicts, ragged lists and complex numbers.
    """
    if isinstance(value, Unreadable):
        raise AnswerError("type", value.message)
    try:
        array = np.asarray(value)
    except ValueError:
        raise AnswerError("type", "rows of different lengths") from None
    if array.dtype.kind not in "biuf":
        raise AnswerError("type", f"{type(value).__name__}")
    return array.astype(float)


def named(value: Any, *names: str) -> dict[str, Any]:
    """Return the entries of a sequence under their names.

    Raises AnswerError (kind "type") if `value` is not a sequence of just that many values.
    """
    if not isinstance(value, list | tuple | np.ndarray) or getattr(value, "ndim", 1) == 0:
        raise AnswerError("type", _returns(names, f"a single {type(value).__name__}"))
    if len(value) != len(names):
        raise AnswerError("type", _returns(names, f"{len(value)} values"))
    return dict(zip(names, value, strict=True))


def keyed(value: Any, *keys: str) -> dict[str, Any]:
    """Return the entries of a dict that the question asks for; a missing one is left out.

    Raises AnswerError (kind "type") if `value` is not a dict.
    """
    if not isinstance(value, dict):
        raise AnswerError(
            "type",
            f"A dict with the keys {_list(keys)} was expected, not a {type(value).__name__}.",
        )
    return {key: value[key] for key in keys if key in value}


def _returns(names: Iterable[str], got: str) -> str:
    return f"The values ({', '.join(names)}) were expected, not {got}."


def _list(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _problem(got: Any, reference: Any) -> str:
    """Say what is wrong with a part, without telling what is right; empty if nothing is."""
    if agrees(got, reference):
        return ""
    if got is None:
        return "missing."
    try:
        array = numbers(got)
    except AnswerError as error:
        return f"not made of numbers ({error.message})."
    shape = np.shape(reference)
    if array.shape != shape:
        return f"shape {array.shape}, where {shape or 'a single number'} was expected."
    if not np.isfinite(array).all():
        return "not finite (nan or inf)."
    return UNCLEAR
