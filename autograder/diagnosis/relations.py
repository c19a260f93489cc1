"""Relations between an answer and its reference that do not depend on the question.

They are the third level of a hint on a slip that no known mistake explains. Each is a fact about
two arrays, and is stated only if it holds in every case and no other does.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

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


Pair = tuple[np.ndarray, np.ndarray, int]
"""An array of the answer, its reference, and m: the number of rows, or 0 if there are none."""


def are_same(got: np.ndarray, reference: np.ndarray) -> bool:
    """Return whether two arrays have the same shape and, up to CLOSE, the same entries."""
    if got.shape != reference.shape:
        return False
    return bool(np.all(np.abs(got - reference) <= CLOSE * np.abs(reference).max(initial=0.0)))


def _is_transposed(got: np.ndarray, reference: np.ndarray, m: int) -> bool:
    is_matrix = reference.ndim == 2 and (min(reference.shape) > 1 or m == 1)
    return is_matrix and are_same(got, reference.T)


def _is_not_summed(got: np.ndarray, reference: np.ndarray, m: int) -> bool:
    rows_too_many = got.ndim == reference.ndim + 1 and (len(got) > 1 or m == 1)
    return rows_too_many and are_same(got.sum(axis=0), reference)


def _has_another_shape(got: np.ndarray, reference: np.ndarray, m: int) -> bool:
    return got.shape != reference.shape and are_same(got.ravel(), reference.ravel())


def _is_summed_elsewhere(got: np.ndarray, reference: np.ndarray, m: int) -> bool:
    if got.ndim != 1 or reference.ndim != 1 or are_same(got, reference):
        return False
    return bool(abs(got.sum() - reference.sum()) <= CLOSE * np.abs(reference).sum())


def _is_zero(got: np.ndarray, reference: np.ndarray, m: int) -> bool:
    return got.shape == reference.shape and not got.any()


def _is_proportional(got: np.ndarray, reference: np.ndarray, m: int) -> bool:
    if got.shape != reference.shape or np.count_nonzero(reference) < 2:
        return False
    factor = np.vdot(reference, got) / np.vdot(reference, reference)
    if factor in (0, 1) or are_same(got, reference):
        return False
    return are_same(got / factor, reference)


RELATIONS: dict[Relation, Callable[[np.ndarray, np.ndarray, int], bool]] = {
    Relation(OPPOSITE, "Look for a difference that is taken the other way round."): (
        lambda got, reference, m: are_same(got, -reference)
    ),
    Relation(TWICE_REFERENCE, "Where does a 2 come in, or a ½ get lost?"): (
        lambda got, reference, m: are_same(got, 2 * reference)
    ),
    Relation(HALF_REFERENCE, "Where does a ½ come in, or a 2 get lost?"): (
        lambda got, reference, m: are_same(2 * got, reference)
    ),
    Relation(TIMES_M, "Where is the sum over the rows divided by their number?"): (
        lambda got, reference, m: m > 0 and are_same(got, m * reference)
    ),
    Relation(OVER_M, "Where do you divide by the number of rows, and how often?"): (
        lambda got, reference, m: m > 0 and are_same(m * got, reference)
    ),
    Relation(ROWS_AS_COLUMNS, "Write the shape under every factor of the product."): _is_transposed,
    Relation(NOT_SUMMED, "Over which axis should the rows be added up?"): _is_not_summed,
    Relation(
        "the right numbers in another shape.", "Is there an axis too many, or one too few?"
    ): _has_another_shape,
    Relation(
        "the right total, added up along another axis or in another order.",
        "Over which axis do you sum, and what does each axis count?",
    ): _is_summed_elsewhere,
    Relation(ALL_ZERO, "Which line should make it move?"): _is_zero,
}
"""The relations, each with its test. One is stated if it alone holds."""

UP_TO_A_FACTOR = Relation(
    "right up to one factor that all its entries share.",
    "Which factor stands in front of everything: a mean, a ½, a rate?",
)
"""Stated if it holds and none of RELATIONS does."""

CONSTANT = Relation(
    "the same in every case, whatever the function is given.",
    "Which arguments should the result depend on? Build it from them.",
)


def find_relation(pairs: Sequence[Pair]) -> Relation | None:
    """Return the one relation that holds for all pairs, or None."""
    found = [
        relation for relation, holds in RELATIONS.items() if all(holds(*pair) for pair in pairs)
    ]
    if len(found) == 1:
        return found[0]
    return UP_TO_A_FACTOR if not found and all(_is_proportional(*p) for p in pairs) else None


def is_constant(pairs: Sequence[Pair]) -> bool:
    """Return whether an answer is the same in all cases, though three references differ."""
    first = pairs[0][0]
    references = {(reference.shape, reference.tobytes()) for _, reference, _ in pairs}
    return len(references) >= 3 and all(np.array_equal(got, first) for got, _, _ in pairs)
