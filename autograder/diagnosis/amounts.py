"""By which amount an answer is wrong: one with a name, or else in which direction.

An amount has a name if it is a quantity of the case: an argument, its mean or sum, or what is right
for another part. One quantity that stands where another belongs shows as their difference, in a
sum, or as their quotient, in a product.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import permutations
from typing import Any

import numpy as np

from .relations import CLOSE, Pair, Relation, read_array

FEWEST = 3
"""The number of wrong entries that show an amount; two of them may agree by chance."""

FEWEST_IN_ORDER = 8
"""The same for what only has the right order of size."""

IN_ORDER = Relation(
    "in the right order of size, but other numbers.",
    "Is it the right function that is applied to each?",
)
SCALED_AND_MOVED = Relation(
    "right up to a factor and a summand that are the same in all cases.",
    "Which number of the formula is another in your code?",
)


class _Entries:
    """The entries of an answer in all cases, one after another."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self.pairs = pairs
        self.got = np.concatenate([pair.got.ravel() for pair in pairs]).astype(float)
        self.right = np.concatenate([pair.reference.ravel() for pair in pairs]).astype(float)
        self.number = np.repeat(range(len(pairs)), [pair.got.size for pair in pairs])
        self.wrong = ~self.agree(self.got, self.right)

    def measure(self, values: np.ndarray) -> np.ndarray:
        """Return for each entry the largest of its case."""
        largest = np.zeros(len(self.pairs))
        np.maximum.at(largest, self.number, np.abs(values))
        return largest[self.number]

    def agree(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Return for each entry whether two values agree, up to CLOSE times the largest."""
        return np.abs(one - other) <= CLOSE * np.maximum(self.measure(other), 1e-9)

    @cached_property
    def difference(self) -> tuple[np.ndarray, np.ndarray]:
        """By how much each entry is off, and up to which error."""
        error = self.got - self.right
        return error, CLOSE * np.maximum(self.measure(error), 1e-3 * self.measure(self.right))

    @cached_property
    def quotient(self) -> tuple[np.ndarray, np.ndarray]:
        """By which factor each entry is off, and up to which error; nan where it should be 0."""
        error = _divide(self.got, self.right)
        return error, CLOSE * np.abs(error)

    def hold(self, error: tuple[np.ndarray, np.ndarray], value: np.ndarray) -> bool:
        """Return whether a difference or quotient has this value in each entry, as far as known."""
        its, most = error
        known = np.isfinite(its)
        return bool(known[self.wrong].all() and (np.abs(its - value) <= most)[known].all())

    @property
    def show(self) -> bool:
        """Whether enough entries are wrong, and those of two cases at least."""
        return self.wrong.sum() >= FEWEST and len({*self.number[self.wrong]}) > 1

    @property
    def vary(self) -> bool:
        """Whether the errors are so many different numbers that they could not agree by chance."""
        errors = (self.got - self.right)[self.wrong]
        return len(np.unique(errors.round(9))) >= FEWEST

    def list_quantities(self, others: Sequence[Mapping[str, Any]]) -> dict[str, np.ndarray]:
        """Return the quantities that every case has, each in the place of its entries."""
        of_cases = [
            dict(_list_quantities(pair, its)) for pair, its in zip(self.pairs, others, strict=True)
        ]
        return {
            name: np.concatenate([its[name] for its in of_cases])
            for name in of_cases[0]
            if all(name in its for its in of_cases)
        }


def find_amount(pairs: Sequence[Pair], others: Sequence[Mapping[str, Any]]) -> Relation | None:
    """Return the amount by which an answer is wrong, in quantities with a name.

    others: what is right for the other parts in each case.
    """
    entries = _pool(pairs)
    if entries is None or not entries.show or not entries.vary:
        return None
    if found := _find_line(entries):
        return found
    named = entries.list_quantities(others)
    difference, quotient = entries.difference, entries.quotient
    for name, value in named.items():
        place = f"Where does {name} come in, and should it?"
        for words, error, its in (
            ("too large by {}.", difference, value),
            ("too small by {}.", difference, -value),
            ("multiplied by {} once too often.", quotient, value),
            ("without one factor {}, or divided by it.", quotient, _divide(1.0, value)),
        ):
            if entries.hold(error, its):
                return Relation(words.format(name), place)
    for one, other in permutations(named, 2):
        place = "Does one of the two stand where the other belongs?"
        if entries.hold(difference, named[one] - named[other]):
            return Relation(f"off by {one} minus {other}.", place)
        if entries.hold(quotient, _divide(named[one], named[other])):
            return Relation(f"multiplied by {one} and divided by {other}.", place)
    return None


def _divide(one: np.ndarray | float, other: np.ndarray) -> np.ndarray:
    """Return a quotient that is nan where there is none."""
    with np.errstate(all="ignore"):
        return one / np.where(other == 0, np.nan, other)


def find_direction(pairs: Sequence[Pair]) -> Relation | None:
    """Return in which direction all wrong entries are off, if they share one."""
    entries = _pool(pairs)
    if entries is None or not entries.show:
        return None
    if entries.right.size >= FEWEST_IN_ORDER:
        order = np.argsort(entries.right)
        steps, rises = np.diff(entries.right[order]) > 0, np.diff(entries.got[order]) > 0
        if steps.all() and rises.all():
            return IN_ORDER
    got, right = entries.got[entries.wrong], entries.right[entries.wrong]
    where = "in every case" if entries.wrong.all() else "wherever it is wrong"
    for words, holds in (
        (f"of the wrong sign {where}, and of another size.", got * right < 0),
        (f"too large {where}.", got > right),
        (f"too small {where}.", got < right),
        (f"too far from 0 {where}.", np.abs(got) > np.abs(right)),
        (f"too near to 0 {where}.", np.abs(got) < np.abs(right)),
    ):
        if holds.all():
            return Relation(words, "Which step on the way could push it there?")
    return None


def _pool(pairs: Sequence[Pair]) -> _Entries | None:
    """Return the entries of arrays of the right shapes, if all are finite."""
    if not pairs or any(pair.got.shape != pair.reference.shape for pair in pairs):
        return None
    entries = _Entries(pairs)
    return entries if np.isfinite([entries.got, entries.right]).all() else None


def _find_line(entries: _Entries) -> Relation | None:
    """Return the relation of what is a line in the reference, if it is neither flat nor at 45°."""
    got, right = entries.got, entries.right
    if not entries.wrong.all() or len(right) <= FEWEST:
        return None
    if np.ptp(right) < 0.1 * np.abs(right).max():
        return None
    about_mean = right - right.mean()  # np.polyfit would warn of numbers that are too large for it
    factor = float(about_mean @ got / (about_mean @ about_mean))
    summand = got.mean() - factor * right.mean()
    flat = abs(factor) * np.ptp(right) <= 10 * CLOSE * np.abs(got).max()
    if flat or abs(factor - 1) < CLOSE:
        return None
    return SCALED_AND_MOVED if entries.agree(factor * right + summand, got).all() else None


def _list_quantities(pair: Pair, others: Mapping[str, Any]) -> Iterator[tuple[str, np.ndarray]]:
    """Yield what has a name and as many numbers as the reference, or one number for all."""
    shape = pair.reference.shape
    for name, value in {**pair.given, **others}.items():
        array = read_array(value)
        if array is None or array.dtype.kind == "b" or not array.size:
            continue
        values = {f"`{name}`": array}
        if array.ndim and name in pair.given:
            values[f"the mean of `{name}`"] = array.mean(axis=0)
            values[f"the sum of `{name}`"] = array.sum(axis=0)
        for words, quantity in values.items():
            # What adds up to 0 leaves a rounding error, and not a quantity.
            clear = np.abs(quantity).max() > 1e-9 * np.abs(array).max()
            if clear and quantity.shape in ((), shape) and np.isfinite(quantity).all():
                yield words, np.broadcast_to(quantity, shape).ravel().astype(float)
