"""Judging one answer: is each part right, and if not, which known mistake gives just this?"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..question.answer import AnswerError, Unreadable
from .mistakes import Mistake, Values
from .relations import CONSTANT, Pair, Relation, is_constant, relation_of

TOLERANCE = 1e-4
"""Largest error of a right part, relative to its largest entry: float32 passes, a slip does not."""

WHOLE = 1e-9
"""The same for whole numbers: a quotient that came out a rounding error away still counts."""

OWN_TOLERANCE = 1e-3
"""The same where a part is judged on the student's own earlier value."""

UNCLEAR = "right in shape and kind, but not in value yet."


@dataclass(frozen=True)
class Seen:
    """What was seen of a step of an answer in one case.

    `base` is what this step should have given: from the student's own earlier value if that is
    known. `wrong` tells for each wrong part what is wrong with it.
    """

    number: int
    m: int
    got: Values
    base: Values
    wrong: Mapping[str, str]
    mistakes: Mapping[Mistake, Callable[[], Any]]


@dataclass
class Step:
    """What was seen of one step of an answer, over all its cases."""

    parts: tuple[str, ...]
    seen: list[Seen] = field(default_factory=list)
    followed: set[str] = field(default_factory=set)

    def failed(self, part: str) -> tuple[int, ...]:
        """Return the numbers of the cases in which a part was wrong."""
        return tuple(seen.number for seen in self.seen if part in seen.wrong)

    def problem(self, part: str) -> str:
        """Say what is wrong with a part: a wrong shape or kind in any case, else the numbers."""
        problems = [seen.wrong[part] for seen in self.seen if part in seen.wrong]
        return next((p for p in problems if not p.endswith(UNCLEAR)), problems[0])

    def mistake(self) -> Mistake | None:
        """Return the known mistake that explains every case, if just one does in one variant.

        It is the same for a student in whichever variant, so it is returned without.
        """
        suspects = list(self.seen[0].mistakes)
        for seen in self.seen:
            suspects = [
                mistake
                for mistake in suspects
                if mistake in seen.mistakes and self._gives(seen.mistakes[mistake](), seen.got)
            ]
        only_one = len({mistake.id for mistake in suspects}) == 1
        return suspects[0].with_variant("") if only_one else None

    def _gives(self, values: Any, got: Values) -> bool:
        """Tell whether these values are what was got; where both overflow, they are.

        They are keyed by part; a value by itself is that of the only part.
        """
        keyed_by_part = isinstance(values, Mapping) and set(self.parts) <= values.keys()
        if len(self.parts) == 1 and not keyed_by_part:
            values = dict.fromkeys(self.parts, values)
        return all(
            agrees(got.get(part), values[part])
            or not (_finite(got.get(part)) or _finite(values[part]))
            for part in self.parts
        )

    def relation(self, part: str) -> Relation | None:
        """Return the relation of a part to its reference, if one alone holds in two cases or more.

        None if the part is wrong in a single case, is not made of numbers, or is a yes or no.
        """
        if len(self.failed(part)) < 2:
            return None
        try:
            cases = [
                list(_pairs(seen.got.get(part), seen.base[part], seen.m)) for seen in self.seen
            ]
        except AnswerError:
            return None
        pairs = [pair for case in cases for pair in case]
        if any(reference.dtype == bool for _, reference, _ in pairs):
            return None
        if len(pairs) == len(cases) and is_constant(pairs):
            return CONSTANT
        return relation_of(pairs)


class Judge:
    """Collects the verdicts of one question, step by step and case by case.

    `number` is the case that is being judged, and `m` its number of rows, 0 if it has none.
    """

    def __init__(self) -> None:
        self.steps: dict[tuple[str, ...], Step] = {}
        self.number = 0
        self.m = 0

    def __call__(
        self,
        got: Values,
        expected: Values,
        own: Values | None = None,
        mistakes: Mapping[Mistake, Callable[[], Any]] | None = None,
    ) -> None:
        """Judge the parts in `expected`, which form one step of the answer.

        A part is right if it equals the expected value, or the value in `own`: what this step
        gives when it starts from the student's own earlier result. A list, tuple or dict of arrays
        is compared entry by entry. `mistakes`, made by `mistakes.about`, tells what each known
        mistake would give for the same parts, or for the only one.
        """
        step = self.steps.setdefault(tuple(expected), Step(tuple(expected)))
        wrong = {}
        for part, reference in expected.items():
            if problem := _problem(got.get(part), reference):
                if own is not None and agrees(got.get(part), own[part], OWN_TOLERANCE):
                    step.followed.add(part)
                else:
                    wrong[part] = problem
        step.seen.append(Seen(self.number, self.m, got, own or expected, wrong, mistakes or {}))


def agrees(got: Any, value: Any, tolerance: float = TOLERANCE) -> bool:
    """Tell whether `got` is the same data as `value`, up to `tolerance` of its largest entry.

    A list, tuple or dict of arrays agrees if every entry does.
    """
    try:
        return all(_close(mine, its, tolerance) for mine, its, _ in _pairs(got, value))
    except AnswerError:
        return False


def all_agree(got: Values, values: Values) -> bool:
    """Tell whether every part in `values` was got, as `agrees` has it."""
    return all(agrees(got.get(part), value) for part, value in values.items())


def _close(got: np.ndarray, reference: np.ndarray, tolerance: float) -> bool:
    if got.shape != reference.shape or not np.isfinite(reference).all():
        return False
    if reference.dtype.kind in "biu":
        tolerance = WHOLE
    scale = max(float(np.abs(reference).max(initial=0.0)), 1e-9)
    return bool(np.all(np.abs(got - reference) <= tolerance * scale))


def _finite(value: Any) -> bool:
    try:
        return bool(np.isfinite(numbers(value)).all())
    except AnswerError:
        return True


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
    if not _is_sequence(value):
        raise AnswerError("type", _returns(names, f"a single {type(value).__name__}"))
    if len(value) != len(names):
        raise AnswerError("type", _returns(names, f"{len(value)} values"))
    return dict(zip(names, value, strict=True))


def keyed(value: Any, *keys: Any) -> dict[Any, Any]:
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


def _list(names: Iterable[Any]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _is_sequence(value: Any) -> bool:
    return isinstance(value, list | tuple | np.ndarray) and getattr(value, "ndim", 1) > 0


def _entries(got: Any, reference: Any) -> dict[str, tuple[Any, Any]] | None:
    """Return the entries of a list or dict of references with what was got; None for an array.

    Raises AnswerError (kind "type") if `got` is not a list or dict that has these entries.
    """
    if isinstance(reference, Mapping):
        if not isinstance(got, dict):
            raise AnswerError("type", f"a {type(got).__name__}, where a dict was expected.")
        return {f"`{key}`": (got.get(key), value) for key, value in reference.items()}
    if isinstance(reference, list | tuple):
        if not _is_sequence(got):
            raise AnswerError("type", f"a {type(got).__name__}, where a list was expected.")
        if len(got) != len(reference):
            raise AnswerError("type", f"{len(got)} entries, where {len(reference)} were expected.")
        both = zip(got, reference, strict=True)
        return {f"entry {number}": pair for number, pair in enumerate(both)}
    return None


def _pairs(got: Any, reference: Any, m: int = 0) -> Iterator[Pair]:
    entries = _entries(got, reference)
    if entries is None:
        yield numbers(got), np.asarray(reference), m
    else:
        for mine, its in entries.values():
            yield from _pairs(mine, its, m)


def _problem(got: Any, reference: Any) -> str:
    """Say what is wrong with a part, without telling what is right; empty if nothing is."""
    if agrees(got, reference):
        return ""
    if got is None:
        return "missing."
    try:
        entries = _entries(got, reference)
    except AnswerError as error:
        return error.message
    for name, pair in (entries or {}).items():
        if problem := _problem(*pair):
            return f"{name}: {problem}"
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
