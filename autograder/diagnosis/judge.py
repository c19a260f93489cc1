"""Judges an answer: is each part right, and if not, which known mistake explains it?"""

import contextlib
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from ..question.answer import AnswerError, Unreadable, name_kind
from ..question.by_hand import Withheld
from ..question.parts import is_sequence
from .mistakes import Mistake, Values
from .relations import Case, Pair

TOLERANCE = 1e-4
"""Largest error of a right part, relative to its largest entry: float32 passes, a slip fails."""

WHOLE_TOLERANCE = 1e-9
"""The same for whole numbers, which may be quotients with a rounding error."""

OWN_TOLERANCE = 1e-3
"""The same where a part is judged on the student's own earlier value."""

SMALLEST_SCALE = 1e-9
"""What stands for the largest entry where all are smaller, or 0."""

RAGGED = "rows of different lengths, where all should have as many entries."
"""The problem of a part that cannot be made an array."""

UNCLEAR = "right shape, wrong numbers."
"""The problem of a part that has only wrong numbers."""


@dataclass(frozen=True)
class Observation:
    """One step of an answer in one case, with the verdicts.

    `number` is the case and `m` its number of rows; `got` is the answer. `base` is what the step
    should give: from the student's own earlier value if there is one, else from the reference.
    `wrong` says of each wrong part what is wrong with it. `mistakes` maps each known mistake to a
    function that returns what it would give. `given` is what the function was given, by name.
    """

    number: int
    m: int
    got: Values
    base: Values
    wrong: Mapping[str, str]
    mistakes: Mapping[Mistake, Callable[[], Any]]
    given: Values = field(default_factory=dict)
    _imagined: dict[Mistake, Any] = field(default_factory=dict, init=False, repr=False)

    def imagine(self, mistake: Mistake) -> Any:
        """Return what a known mistake would give, or None.

        What it would make of an odd value of the student's own may not exist. It is asked for more
        than once, and worked out once.
        """
        if mistake not in self._imagined:
            value = None
            if mistake in self.mistakes:
                with contextlib.suppress(Exception):  # any operation may fail on any number
                    value = self.mistakes[mistake]()
            self._imagined[mistake] = value
        return self._imagined[mistake]

    def pair(self, part: str, values: Values | None = None) -> Case | None:
        """Return the arrays of a part, each with its base, or with its place in `values`.

        None if the part holds anything but numbers, or if what it should give is a yes or no.
        """
        its = (self.base if values is None else values)[part]
        try:
            pairs = [
                Pair(*both, self.m, self.given) for both in _pair_arrays(self.got.get(part), its)
            ]
        except AnswerError:
            return None
        return None if any(pair.reference.dtype.kind not in "iuf" for pair in pairs) else pairs


@dataclass
class Step:
    """One step of an answer in all its cases; `carried_forward`: parts right on an own value."""

    parts: tuple[str, ...]
    observations: list[Observation] = field(default_factory=list)
    carried_forward: set[str] = field(default_factory=set)

    def failed_cases(self, part: str) -> tuple[int, ...]:
        """Return the numbers of the cases in which a part is wrong."""
        return tuple(seen.number for seen in self.observations if part in seen.wrong)

    def withhold(self, part: str, why: Withheld) -> None:
        """Make a part wrong in every case, whatever its numbers are."""
        self.observations = [
            replace(seen, got={**seen.got, part: why}, wrong={**seen.wrong, part: why.message})
            for seen in self.observations
        ]

    def describe_problem(self, part: str) -> str:
        """Return what is wrong with a part: its shape or kind in some case, else its numbers."""
        problems = [seen.wrong[part] for seen in self.observations if part in seen.wrong]
        return next((p for p in problems if not p.endswith(UNCLEAR)), problems[0])

    def find_mistake(self, parts: tuple[str, ...] = ()) -> Mistake | None:
        """Return the known mistake that explains every case, if just one does in one variant.

        It is the same for a student in whichever variant, so it is returned without. `parts`: those
        that it must explain; the whole step if there are none.
        """
        suspects = list(self.observations[0].mistakes)
        for seen in self.observations:
            suspects = [
                mistake
                for mistake in suspects
                if self._explains(self.imagine(seen, mistake), seen.got, parts or self.parts)
            ]
        only_one = len({mistake.id for mistake in suspects}) == 1
        return suspects[0].with_variant("") if only_one else None

    def imagine(self, seen: Observation, mistake: Mistake) -> Values | None:
        """Return what a mistake would give for each part, or None."""
        values = seen.imagine(mistake)
        if values is None:
            return None
        # If there is one part, its value alone will do.
        keyed_by_part = isinstance(values, Mapping) and set(self.parts) <= values.keys()
        return values if keyed_by_part else dict.fromkeys(self.parts, values)

    def _explains(self, values: Values | None, got: Values, parts: tuple[str, ...]) -> bool:
        """Return whether a mistake's values agree with the answer, or both overflow."""
        return values is not None and all(
            agrees(got.get(part), values[part])
            or not (_is_finite(got.get(part)) or _is_finite(values[part]))
            for part in parts
        )


class Judge:
    """Collects the verdicts on an answer, by step and case.

    `number` is the current case, `m` its number of rows, 0 if it has none, and `given` what the
    function is given, by name; `facts` says of a yes or no what a wrong one means; `steps` is keyed
    by the parts of a step, and `underived` holds the cases in which the answer asked for no
    derivative.
    """

    def __init__(self) -> None:
        self.steps: dict[tuple[str, ...], Step] = {}
        self.number = 0
        self.m = 0
        self.underived: set[int] = set()
        self.given: Values = {}
        self.facts: Mapping[str, str] = {}

    def __call__(
        self,
        got: Values,
        expected: Values,
        own: Values | None = None,
        mistakes: Mapping[Mistake, Callable[[], Any]] | None = None,
    ) -> None:
        """Judge the parts in `expected`, which form one step of the answer.

        A part is right if it agrees with the expected value, or with the value in `own`: what the
        step gives from the student's own earlier result. Where that is not finite, the step is
        judged on the reference alone. A list, tuple or dict of arrays is compared entry by entry.
        `mistakes`, made by `mistakes.about`, maps each known mistake to a function that returns
        what it would give for these parts, or for the only one.
        """
        step = self.steps.setdefault(tuple(expected), Step(tuple(expected)))
        if own is not None and not all(map(_is_finite, own.values())):
            own = mistakes = None  # they, too, start from that earlier result
        wrong = {}
        for part, reference in expected.items():
            if problem := _describe_problem(got.get(part), reference):
                problem = _state_fact(part, got.get(part), reference, self.facts) or problem
                if own is not None and _fits_own(got.get(part), own[part], reference):
                    step.carried_forward.add(part)
                else:
                    wrong[part] = problem
        step.observations.append(
            Observation(
                self.number, self.m, got, own or expected, wrong, mistakes or {}, self.given
            )
        )

    def add(self, other: "Judge") -> None:
        """Add what another judge has found."""
        for parts, found in other.steps.items():
            step = self.steps.setdefault(parts, Step(parts))
            step.observations += found.observations
            step.carried_forward |= found.carried_forward


class ReferenceJudge(Judge):
    """Judges an answer on the references alone, whatever a check has made of its own values."""

    def __init__(self, got: Values) -> None:
        super().__init__()
        self._got = got

    def __call__(
        self,
        got: Values,
        expected: Values,
        own: Values | None = None,
        mistakes: Mapping[Mistake, Callable[[], Any]] | None = None,
    ) -> None:
        """Judge the parts in `expected`; `got` and `own` do not matter."""
        super().__call__(self._got, expected, None, mistakes)


def _fits_own(got: Any, own: Any, reference: Any) -> bool:
    """Return whether a part is right on the student's own earlier value.

    Where that value is right, as it may be for some entries of a list, only the reference counts.
    """
    try:
        pairs = zip(_pair_arrays(got, own), _pair_arrays(got, reference), strict=True)
        return all(
            _is_close(mine, its, OWN_TOLERANCE)
            and (_is_close(mine, right, TOLERANCE) or not _is_close(its, right, TOLERANCE))
            for (mine, its), (_, right) in pairs
        )
    except AnswerError:
        return False


def agrees(got: Any, value: Any, tolerance: float = TOLERANCE) -> bool:
    """Return whether `got` equals `value`, up to `tolerance` times the largest entry of `value`.

    A list, tuple or dict of arrays agrees if every entry does.
    """
    if isinstance(got, float) and isinstance(value, float):  # most calls, and much faster
        right = float(value)
        return math.isfinite(right) and (
            abs(float(got) - right) <= tolerance * max(abs(right), SMALLEST_SCALE)
        )
    try:
        return all(_is_close(mine, its, tolerance) for mine, its in _pair_arrays(got, value))
    except AnswerError:
        return False


def all_agree(got: Values, values: Values) -> bool:
    """Return whether `got` agrees with every part in `values`; see `agrees`."""
    return all(agrees(got.get(part), value) for part, value in values.items())


def _is_close(got: np.ndarray, reference: np.ndarray, tolerance: float) -> bool:
    if got.shape != reference.shape:
        return False
    largest = float(np.abs(reference).max(initial=0.0))
    if not math.isfinite(largest):
        return False
    if reference.dtype.kind in "biu":
        tolerance = WHOLE_TOLERANCE
    error = float(np.abs(got - reference).max(initial=0.0))
    return error <= tolerance * max(largest, SMALLEST_SCALE)


def _is_finite(value: Any) -> bool:
    """Return whether no number in plain data is nan or infinite."""
    if isinstance(value, Mapping):
        return all(map(_is_finite, value.values()))
    if isinstance(value, list | tuple):
        return all(map(_is_finite, value))
    if isinstance(value, float):
        return math.isfinite(value)
    try:
        return bool(np.isfinite(to_numbers(value)).all())
    except AnswerError:
        return True


def to_numbers(value: Any) -> np.ndarray:
    """Return plain data as a float array.

    Raises AnswerError (kind "type"), which says what was found, for text, None, dicts, ragged
    lists, complex numbers, and whole numbers that are too large for a float.
    """
    if isinstance(value, Unreadable):
        raise AnswerError("type", value.message)
    try:
        array = np.asarray(value)
    except ValueError:
        raise AnswerError("type", RAGGED) from None
    if array.dtype.kind == "c":
        raise AnswerError("type", "complex numbers, where real ones were expected.")
    if array.dtype.kind == "O":
        for entry in array.flat:
            if not isinstance(entry, int | float):
                raise AnswerError("type", _describe_entry(entry))
    elif array.dtype.kind not in "biuf":
        raise AnswerError("type", _describe_entry("text"))
    try:
        return array.astype(float, copy=False)
    except OverflowError:
        raise AnswerError("type", "a whole number that is too large to work with.") from None


def _describe_entry(entry: Any) -> str:
    """Return what is wrong with numbers among which this is found."""
    found = entry.message if isinstance(entry, Unreadable) else f"there is {name_kind(entry)}."
    return f"not made of numbers: {found}"


def _pair_entries(got: Any, reference: Any) -> dict[str, tuple[Any, Any]] | None:
    """Pair the entries of an answer with those of a list or dict of references, by description.

    Returns None if the reference is an array or a number. Raises AnswerError (kind "type") if `got`
    is not a dict, or not a list of that length.
    """
    if isinstance(reference, Mapping):
        if not isinstance(got, dict):
            raise AnswerError("type", f"{name_kind(got)}, where a dict was expected.")
        return {f"`{key}`": (got.get(key), value) for key, value in reference.items()}
    if isinstance(reference, list | tuple):
        if not is_sequence(got):
            raise AnswerError("type", f"{name_kind(got)}, where a list was expected.")
        if len(got) != len(reference):
            entries = "entry" if len(got) == 1 else "entries"
            expected = f"{len(reference)} {'was' if len(reference) == 1 else 'were'} expected."
            raise AnswerError("type", f"{len(got)} {entries}, where {expected}")
        both = zip(got, reference, strict=True)
        return {f"entry {number}": pair for number, pair in enumerate(both)}
    return None


def _pair_arrays(got: Any, reference: Any) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    entries = _pair_entries(got, reference)
    if entries is None:
        yield to_numbers(got), np.asarray(reference)
    else:
        for mine, its in entries.values():
            yield from _pair_arrays(mine, its)


def _state_fact(part: str, got: Any, reference: Any, facts: Mapping[str, str]) -> str:
    """Return in a sentence what is wrong, if `facts` has one for a part or an entry of it."""
    if isinstance(reference, Mapping) and isinstance(got, Mapping):
        stated = (_state_fact(key, got.get(key), its, facts) for key, its in reference.items())
        return next(filter(None, stated), "")
    return "" if got is None or agrees(got, reference) else facts.get(part, "")


def _describe_problem(got: Any, reference: Any) -> str:
    """Return what is wrong with a part, without its reference; empty if it is right."""
    if agrees(got, reference):
        return ""
    if got is None:
        return "missing."
    if isinstance(got, Unreadable):  # also what is withheld
        return got.message
    try:
        entries = _pair_entries(got, reference)
    except AnswerError as error:
        return error.message
    for name, pair in (entries or {}).items():
        if problem := _describe_problem(*pair):
            # The number of an entry may be that of a call of ours, and its values may differ.
            plain = problem == UNCLEAR and not isinstance(reference, Mapping)
            return problem if plain else f"{name}: {problem}"
    try:
        array = to_numbers(got)
    except AnswerError as error:
        return error.message
    shape = np.shape(reference)
    if array.shape != shape:
        return f"shape {array.shape}, where {shape or 'a single number'} was expected."
    if not np.isfinite(array).all():
        return "not finite (nan or inf)."
    return UNCLEAR
