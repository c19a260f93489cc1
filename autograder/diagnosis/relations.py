"""Relations between an answer and its reference that do not depend on the question.

They are the third level of a hint on a slip that no known mistake explains. Each is a fact about
the numbers of an answer. It is stated only if no case contradicts it and two cases at least show
it; a case in which it could not be false has no say. Of several facts the simplest is told.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

OPPOSITE = "the opposite sign."
TWICE_REFERENCE = "twice as large as it should be."
HALF_REFERENCE = "half as large as it should be."
TIMES_M = "m times too large."
OVER_M = "m times too small."
ROWS_AS_COLUMNS = "rows and columns are exchanged."
NOT_SUMMED = "one value for every row, where the rows should have been added up."
ALL_ZERO = "nothing but zeros."

CLOSE = 1e-4
"""The largest error with which a relation holds, relative to the largest entry."""


@dataclass(frozen=True)
class Relation:
    """What a hint says about a relation: how the parts differ, and where to look."""

    relation: str
    place: str

    def combine(self, other: "Relation") -> "Relation":
        """Return the relation of what has gone wrong in both ways at once."""
        return Relation(f"two things at once: {self.relation[:-1]}; {other.relation}", self.place)


@dataclass(frozen=True)
class Pair:
    """An array of the answer and its reference.

    m: the number of rows, or 0 if there are none; given: what the function was given, by name.
    """

    got: np.ndarray
    reference: np.ndarray
    m: int = 0
    given: Mapping[str, Any] = field(default_factory=dict)


Case = Sequence[Pair]
"""The pairs of one case: one, or one for each entry of a list or a dict."""


def are_same(got: np.ndarray, reference: np.ndarray) -> bool:
    """Return whether two arrays have the same shape and, up to CLOSE, the same entries."""
    if got.shape != reference.shape:
        return False
    error = float(np.abs(got - reference).max(initial=0.0))
    return error <= CLOSE * float(np.abs(reference).max(initial=0.0))


def is_number(value: Any) -> bool:
    """Return whether an argument is a single number, and neither a yes nor a no."""
    return isinstance(value, int | float | np.number) and not isinstance(value, bool)


def read_array(value: Any) -> np.ndarray | None:
    """Return an argument as an array of real numbers or Booleans, None if it is none."""
    try:
        array = np.asarray(value)
    except ValueError:
        return None
    return array if array.dtype.kind in "biuf" else None


def find_relation(cases: Sequence[Case]) -> Relation | None:
    """Return the simplest relation that holds in all cases, or None."""
    pairs = [pair for case in cases for pair in case]
    for relation, holds in _RELATIONS.items():
        if _is_shown(map(holds, pairs)):
            return relation
    if not all(np.isfinite(pair.got).all() and np.isfinite(pair.reference).all() for pair in pairs):
        return None
    return _find_factor(cases) or next(filter(None, (find(pairs) for find in _LATER)), None)


def is_constant(cases: Sequence[Case]) -> bool:
    """Return whether an answer is the same in all cases, though three references differ."""
    pairs = [pair for case in cases for pair in case]
    if len(pairs) != len(cases):
        return False
    references = {(pair.reference.shape, pair.reference.tobytes()) for pair in pairs}
    same = all(np.array_equal(pair.got, pairs[0].got) for pair in pairs)
    return same and len(references) >= 3 and pairs[0].got.size > 0


CONSTANT = Relation(
    "the same in every case, whatever the function is given.",
    "Which arguments should the result depend on? Build it from them.",
)


def _is_shown(verdicts: Iterator[bool | None]) -> bool:
    """Return whether no verdict is False and two are True; None is no verdict."""
    shown = 0
    for verdict in verdicts:
        if verdict is None:
            continue
        if not verdict:
            return False  # as most are in the first case already
        shown += 1
    return shown >= 2


# --- shape, order, zeros --------------------------------------------------------------------------


def _is_zero(pair: Pair) -> bool | None:
    if not pair.reference.any() and not pair.got.any():
        return None
    return pair.got.shape == pair.reference.shape and not pair.got.any()


def _is_transposed(pair: Pair) -> bool | None:
    if pair.reference.ndim != 2 or are_same(pair.reference, pair.reference.T):
        return None if are_same(pair.got, pair.reference) else False
    is_matrix = min(pair.reference.shape) > 1 or pair.m == 1
    return is_matrix and are_same(pair.got, pair.reference.T)


def _is_not_summed(pair: Pair) -> bool:
    got, reference = pair.got, pair.reference
    rows_too_many = got.ndim == reference.ndim + 1 and (len(got) > 1 or pair.m == 1)
    return rows_too_many and are_same(got.sum(axis=0), reference)


def _has_another_shape(pair: Pair) -> bool:
    got, reference = pair.got, pair.reference
    return got.shape != reference.shape and are_same(got.ravel(), reference.ravel())


def _is_summed_elsewhere(pair: Pair) -> bool | None:
    """Tell whether the totals agree; that says nothing of one length, or near 0."""
    got, reference = pair.got, pair.reference
    if got.ndim != 1 or reference.ndim != 1 or are_same(got, reference):
        return False
    if abs(got.sum() - reference.sum()) > CLOSE * np.abs(reference).sum():
        return False
    tells = abs(reference.sum()) > 0.1 * np.abs(reference).sum() and len(got) != len(reference)
    return True if tells else None


def _is_reordered(pair: Pair) -> bool | None:
    got, reference = pair.got, pair.reference
    if are_same(got, reference):
        return None
    return got.shape == reference.shape and are_same(
        np.sort(got.ravel()), np.sort(reference.ravel())
    )


_RELATIONS: dict[Relation, Callable[[Pair], bool | None]] = {
    Relation(ALL_ZERO, "Which line should make it move?"): _is_zero,
    Relation(ROWS_AS_COLUMNS, "Which of the axes counts samples, inputs, outputs?"): _is_transposed,
    Relation(NOT_SUMMED, "Over which axis should the rows be added up?"): _is_not_summed,
    Relation(
        "the right numbers in another shape.", "Is there an axis too many, or one too few?"
    ): _has_another_shape,
    Relation(
        "the right total, added up along another axis.",
        "Over which axis do you sum, and what does each axis count?",
    ): _is_summed_elsewhere,
    Relation(
        "the right numbers, but in another order.", "What does each place of the result stand for?"
    ): _is_reordered,
}
"""Relations that hold for each array alone, the simplest first."""


# --- factors --------------------------------------------------------------------------------------

WHERE_TIMES_M = "Where is the sum over the rows divided by their number?"
WHERE_OVER_M = "Where do you divide by the number of rows, and how often?"

UP_TO_A_FACTOR = Relation(
    "right up to one factor that all its entries share.",
    "Which factor stands in front of everything: a mean, a ½, a rate?",
)
SAME_FACTOR = Relation(
    "right up to one factor, the same number in every case.",
    "Which number stands in front of everything, and which one should?",
)


def _find_factor(cases: Sequence[Case]) -> Relation | None:
    """Return a relation if answer and reference differ by a factor in every case.

    A factor with a name must fit all cases, those of one entry too. Without a name, it must be the
    same number in all cases, or show in two cases with several entries.
    """
    factors = [_measure_factor(case) for case in cases]
    if any(factor == 0.0 for factor in factors):
        return None
    known = [(case, factor) for case, factor in zip(cases, factors, strict=True) if factor]
    wrong = [factor for _, factor in known if abs(factor - 1) > CLOSE]
    if len(wrong) < 2:
        return None
    measured = [factor for _, factor in known]
    found = []
    for names in _NAMES:
        lists = [names(case[0]) for case, _ in known]
        for relation in lists[0]:
            values = [each.get(relation, np.nan) for each in lists]
            if np.allclose(values, measured, rtol=CLOSE, atol=0.0):
                found.append(relation)
                break  # a second name for the same number, as the rows of X for m, is left out
    if len(found) == 1 or (found and found[0].relation == OPPOSITE):
        return found[0]
    if len(wrong) < len(known):
        return None
    if np.ptp(wrong) <= CLOSE * abs(wrong[0]):
        return SAME_FACTOR
    showing = [factor for case, factor in known if _count_entries(case) > 1]
    return UP_TO_A_FACTOR if sum(abs(factor - 1) > CLOSE for factor in showing) > 1 else None


def _measure_factor(case: Case) -> float | None:
    """Return c if the answer is c times the reference in a case, None if both are 0, else 0."""
    if any(pair.got.shape != pair.reference.shape for pair in case) or not case:
        return 0.0
    got = np.concatenate([pair.got.ravel() for pair in case])
    reference = np.concatenate([pair.reference.ravel() for pair in case]).astype(float)
    square = np.vdot(reference, reference)
    if not square:
        return 0.0 if got.any() else None
    factor = float(np.vdot(reference, got) / square)
    return factor if factor and are_same(got / factor, reference) else 0.0


def _count_entries(case: Case) -> int:
    return sum(int(np.count_nonzero(pair.reference)) for pair in case)


def _with_sign(named: dict[Relation, float]) -> dict[Relation, float]:
    turned = {
        Relation(f"{r.relation[:-1]}, and of the opposite sign.", r.place): -value
        for r, value in named.items()
    }
    return named | turned


def _name_numbers(pair: Pair) -> dict[Relation, float]:
    twice = Relation(TWICE_REFERENCE, "Where does a 2 come in, or a ½ get lost?")
    half = Relation(HALF_REFERENCE, "Where does a ½ come in, or a 2 get lost?")
    opposite = Relation(OPPOSITE, "Look for a difference that is taken the other way round.")
    return {opposite: -1.0} | _with_sign({twice: 2.0, half: 0.5})


def _name_counts(pair: Pair) -> dict[Relation, float]:
    """Return what m and other numbers of rows, columns and entries would do to a reference."""
    named: dict[Relation, float] = {}
    if m := float(pair.m):
        named = {
            Relation(TIMES_M, WHERE_TIMES_M): m,
            Relation(OVER_M, WHERE_OVER_M): 1 / m,
            Relation("2m times too large.", WHERE_TIMES_M): 2 * m,
            Relation("2m times too small.", WHERE_OVER_M): 1 / (2 * m),
            Relation("m/2 times too large.", WHERE_TIMES_M): m / 2,
            Relation("m² times too large.", WHERE_TIMES_M): m**2,
            Relation("m² times too small.", WHERE_OVER_M): m**-2,
        }
        if m > 1:
            named[Relation("divided by m − 1 where it should be m.", WHERE_OVER_M)] = m / (m - 1)
    counts: dict[str, int] = {}
    if pair.reference.ndim == 2:
        counts["columns in the result"] = pair.reference.shape[1]
    for name, value in pair.given.items():
        if isinstance(value, np.ndarray) and value.ndim:
            counts[f"{'rows' if value.ndim > 1 else 'entries'} of `{name}`"] = len(value)
            if value.ndim > 1:
                counts[f"columns of `{name}`"] = value.shape[1]
                counts[f"all entries of `{name}`"] = value.size
    for what, count in counts.items():
        place = f"Where does the number of {what} come in, and should it?"
        named[Relation(f"too large: multiplied by the number of {what}.", place)] = count
        named[Relation(f"too small: divided by the number of {what}.", place)] = 1 / (count or 1)
    return _with_sign(named)


def _name_arguments(pair: Pair) -> dict[Relation, float]:
    named: dict[Relation, float] = {}
    for name, value in pair.given.items():
        if is_number(value) and value:
            place = f"Where does `{name}` come in, and how often?"
            named[Relation(f"multiplied by `{name}` once too often.", place)] = float(value)
            named[Relation(f"without one factor `{name}`, or divided by it.", place)] = 1 / value
    return _with_sign(named)


_NAMES = (_name_numbers, _name_counts, _name_arguments)
"""The kinds of factors that a hint can name; if names of two kinds fit, none is told."""


# --- what is there in place of the reference ------------------------------------------------------


def _find_given(pairs: Sequence[Pair]) -> Relation | None:
    """Return a relation if an answer is one of its arguments, off by one, or times one."""
    for name in pairs[0].given:
        for holds, words, place in _OF_ARGUMENT:
            if _is_shown(_test_argument(holds, name, pairs)):
                return Relation(words.format(name), place.format(name))
    return None


def _test_argument(
    holds: Callable[[Pair, np.ndarray], bool | None], name: str, pairs: Sequence[Pair]
) -> Iterator[bool | None]:
    """Apply a test to each pair and its argument of this name, as an array of numbers."""
    for pair in pairs:
        array = read_array(pair.given.get(name))
        if array is None or array.dtype.kind == "b" or pair.got.shape != pair.reference.shape:
            yield False
        else:
            yield holds(pair, array.astype(float))


def _is_argument(pair: Pair, value: np.ndarray) -> bool | None:
    if are_same(pair.reference, value) and are_same(pair.got, value):
        return None
    return are_same(pair.got, value)


def _is_off_by(pair: Pair, value: np.ndarray, sign: int) -> bool | None:
    if value.shape not in (pair.reference.shape, ()):
        return False
    if not value.any():
        return None if are_same(pair.got, pair.reference) else False
    off = are_same(pair.got - pair.reference, sign * np.broadcast_to(value, pair.got.shape))
    return off and not are_same(pair.got, pair.reference)


def _is_times(pair: Pair, value: np.ndarray) -> bool | None:
    if value.shape != pair.reference.shape or value.size < 2:
        return False
    if not pair.reference.any() or np.ptp(np.abs(value)) == 0:
        return None if are_same(pair.got, pair.reference) else False
    return are_same(pair.got, pair.reference * value)


def _lacks(pair: Pair, value: np.ndarray) -> bool | None:
    return _is_times(Pair(pair.reference, pair.got), value)


_OF_ARGUMENT: tuple[tuple[Callable[[Pair, np.ndarray], bool | None], str, str], ...] = (
    (_is_argument, "the same as `{}`, which was handed in.", "What should become of `{}`?"),
    (partial(_is_off_by, sign=1), "too large by just `{}`.", "Does `{}` belong there?"),
    (partial(_is_off_by, sign=-1), "too small by just `{}`.", "Where should `{}` come in?"),
    (_is_times, "multiplied by `{}`, entry by entry, once too often.", "Does `{}` belong there?"),
    (_lacks, "without the factor `{}`, entry by entry.", "Where should `{}` come in?"),
)


def _find_elementwise(pairs: Sequence[Pair]) -> Relation | None:
    """Return a relation that holds for each entry, if it shows in several entries of two cases."""
    if any(pair.got.shape != pair.reference.shape for pair in pairs):
        return None
    for relation, holds in _ELEMENTWISE.items():
        shown = _is_shown(map(holds, pairs))
        if shown and sum(pair.reference.size for pair in pairs if holds(pair)) > 3:
            return relation
    return None


def _is_off(pair: Pair) -> bool | None:
    """Tell whether all of several entries are off by the same amount."""
    if pair.got.size < 2 or are_same(pair.got, pair.reference):
        return None
    off = pair.got - pair.reference
    return are_same(off, np.full_like(off, off.mean())) and bool(off.any())


def _has_another_sign(pair: Pair) -> bool | None:
    if are_same(pair.got, pair.reference):
        return None
    if pair.got.size > 1 and are_same(pair.got, -pair.reference):
        return False  # everywhere
    return are_same(np.abs(pair.got), np.abs(pair.reference))


def _is_rounded(pair: Pair) -> bool | None:
    whole = np.array_equal(pair.got, np.rint(pair.got))
    if not whole or np.any(np.abs(pair.got - pair.reference) >= 1):
        return False
    return None if are_same(pair.got, pair.reference) else True


def _has_few_decimals(pair: Pair) -> bool | None:
    """Tell whether the reference is rounded to one, two or three decimals."""
    if pair.got.shape != pair.reference.shape or are_same(pair.got, pair.reference):
        return None if pair.got.shape == pair.reference.shape else False
    return any(
        float(np.abs(pair.got - pair.reference.round(d)).max(initial=0.0)) <= 1e-9
        for d in (1, 2, 3)
    )


def _is_inverted(pair: Pair) -> bool | None:
    if not pair.reference.all() or are_same(pair.got, pair.reference):
        return None if are_same(pair.got, pair.reference) else False
    return are_same(pair.got * pair.reference, np.ones_like(pair.got))


def _is_squared(pair: Pair) -> bool | None:
    if are_same(pair.got, pair.reference):
        return None if are_same(pair.reference**2, pair.reference) else False
    return are_same(pair.got, pair.reference**2)


def _is_shifted(pair: Pair, by: float) -> bool:
    return bool(np.all(np.abs(pair.got - pair.reference - by) <= CLOSE))


_ELEMENTWISE: dict[Relation, Callable[[Pair], bool | None]] = {
    Relation("too large by 1.", "Where do you begin to count, and where do you stop?"): (
        partial(_is_shifted, by=1.0)
    ),
    Relation("too small by 1.", "Where do you begin to count, and where do you stop?"): (
        partial(_is_shifted, by=-1.0)
    ),
    Relation(
        "right in size, but not in sign everywhere.", "Which sign is lost, or comes in, and where?"
    ): _has_another_sign,
    Relation(
        "rounded to whole numbers.", "Which array holds whole numbers only? Look at its dtype."
    ): _is_rounded,
    Relation(
        "rounded to a few decimals.",
        "A derivative is used in further steps. Does it need rounding?",
    ): _has_few_decimals,
    Relation(
        "one divided by what it should be.", "Which quotient is the other way round?"
    ): _is_inverted,
    Relation("the square of what it should be.", "What comes in twice?"): _is_squared,
    Relation(
        "off by the same amount in every entry.", "What is added to all of them, or left out?"
    ): _is_off,
}
"""Relations between single entries; scalars show them over several cases."""

_LATER = (_find_given, _find_elementwise)
