"""Relations that no table has to list: how anything may differ from its reference.

They are the third level of a hint for a slip that no known mistake explains. Each is a plain fact
about two arrays, and is told only if it holds in every case while no other does.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

OPPOSITE = "the opposite sign."
TWICE = "twice the reference."
HALF = "half of the reference."
TIMES_M = "m times the reference."
OVER_M = "the reference divided by m."
TRANSPOSED = "rows and columns are exchanged."
NOT_SUMMED = "one value for every row, where the rows should have been added up."
ALL_ZERO = "nothing but zeros."

CLOSE = 1e-4
"""Largest error of a relation that holds, relative to the largest entry."""


@dataclass(frozen=True)
class Relation:
    """What a student is told of a relation: how the parts differ, and where to look."""

    relation: str
    place: str


Pair = tuple[np.ndarray, np.ndarray, int]
"""What an answer gave, the reference, and m: the number of rows, or 0 where there are none."""


def same(got: np.ndarray, reference: np.ndarray) -> bool:
    """Tell whether two arrays have the same shape and, up to CLOSE, the same entries."""
    if got.shape != reference.shape:
        return False
    return bool(np.all(np.abs(got - reference) <= CLOSE * np.abs(reference).max(initial=0.0)))


def _transposed(got: np.ndarray, reference: np.ndarray, m: int) -> bool:
    return reference.ndim == 2 and min(reference.shape) > 1 and same(got, reference.T)


def _not_summed(got: np.ndarray, reference: np.ndarray, m: int) -> bool:
    rows_too_many = got.ndim == reference.ndim + 1 and len(got) > 1
    return rows_too_many and same(got.sum(axis=0), reference)


def _in_another_shape(got: np.ndarray, reference: np.ndarray, m: int) -> bool:
    return got.shape != reference.shape and same(got.ravel(), reference.ravel())


def _along_another_axis(got: np.ndarray, reference: np.ndarray, m: int) -> bool:
    if got.ndim != 1 or reference.ndim != 1 or same(got, reference):
        return False
    return bool(abs(got.sum() - reference.sum()) <= CLOSE * np.abs(reference).sum())


def _nothing(got: np.ndarray, reference: np.ndarray, m: int) -> bool:
    return got.shape == reference.shape and not got.any()


def _proportional(got: np.ndarray, reference: np.ndarray, m: int) -> bool:
    if got.shape != reference.shape or np.count_nonzero(reference) < 2:
        return False
    factor = np.vdot(reference, got) / np.vdot(reference, reference)
    return factor not in (0, 1) and not same(got, reference) and same(got / factor, reference)


RELATIONS: dict[Relation, Callable[[np.ndarray, np.ndarray, int], bool]] = {
    Relation(OPPOSITE, "Look for a difference that is taken the other way round."): (
        lambda got, reference, m: same(got, -reference)
    ),
    Relation(TWICE, "Where does a 2 come in, or a ½ get lost?"): (
        lambda got, reference, m: same(got, 2 * reference)
    ),
    Relation(HALF, "Where does a ½ come in, or a 2 get lost?"): (
        lambda got, reference, m: same(2 * got, reference)
    ),
    Relation(TIMES_M, "Where is the sum over the rows divided by their number?"): (
        lambda got, reference, m: m > 0 and same(got, m * reference)
    ),
    Relation(OVER_M, "Where do you divide by the number of rows, and how often?"): (
        lambda got, reference, m: m > 0 and same(m * got, reference)
    ),
    Relation(TRANSPOSED, "Write the shape under every factor of the product."): _transposed,
    Relation(NOT_SUMMED, "Over which axis should the rows be added up?"): _not_summed,
    Relation(
        "the right numbers in another shape.", "Is there an axis too many, or one too few?"
    ): _in_another_shape,
    Relation(
        "the right total, added up along another axis or in another order.",
        "Over which axis do you sum, and what does each axis count?",
    ): _along_another_axis,
    Relation(ALL_ZERO, "Which line should make it move?"): _nothing,
}
"""One of these is told if it holds alone."""

UP_TO_A_FACTOR = Relation(
    "right up to one factor that all its entries share.",
    "Which factor stands in front of everything: a mean, a ½, a rate?",
)
"""Told if it holds and none of RELATIONS does."""

CONSTANT = Relation(
    "the same in every case, whatever the function is given.",
    "Which arguments should the result depend on? Build it from them.",
)


def relation_of(pairs: Sequence[Pair]) -> Relation | None:
    """Return the one relation that holds for all pairs, or None."""
    found = [
        relation for relation, holds in RELATIONS.items() if all(holds(*pair) for pair in pairs)
    ]
    if len(found) == 1:
        return found[0]
    return UP_TO_A_FACTOR if not found and all(_proportional(*p) for p in pairs) else None


def is_constant(pairs: Sequence[Pair]) -> bool:
    """Tell whether an answer always gave the same, where three different results were asked for."""
    first = pairs[0][0]
    asked = {(reference.shape, reference.tobytes()) for _, reference, _ in pairs}
    return len(asked) >= 3 and all(np.array_equal(got, first) for got, _, _ in pairs)
