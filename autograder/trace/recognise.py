"""Recognises the values that an answer has made, among the quantities of a derivation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..diagnosis.judge import TOLERANCE, agrees
from ..diagnosis.relations import CLOSE, are_same
from ..question.quantity import Quantities

M_TIMES = "m times"


@dataclass(frozen=True)
class Form:
    """A value that is a number times a quantity: which one, and in words how often.

    total: the number by which that is off which is made of all its rows, if it is one of them.
    """

    quantity: str
    factor: float
    words: str
    total: float


class Recogniser:
    """Compares values with the quantities of one case; m: its number of rows."""

    def __init__(self, quantities: Quantities, m: int) -> None:
        self.quantities = quantities
        self._m = m
        self._arrays = {name: np.asarray(q.value, float) for name, q in quantities.items()}
        self._sizes = {name: np.abs(a).max(initial=0.0) for name, a in self._arrays.items()}
        self._factors = self._list_factors()

    def find(self, value: np.ndarray) -> tuple[str, ...]:
        """Return the quantities that a value is, also transposed, or a row of."""
        return tuple(name for name in self._arrays if self._is(value, name))

    def _is(self, value: np.ndarray, name: str) -> bool:
        its = self._arrays[name]
        if self.equals(value, name) or (
            _is_column(value, its) and self.equals(value.ravel(), name)
        ):
            return True
        if value.ndim == 2 and value.shape == its.shape[::-1] and self.equals(value.T, name):
            return True
        if not self.is_row(value, name):
            return False
        rows = its.reshape(self._m, -1)
        off = np.abs(rows - value.ravel()).max(axis=1, initial=0.0)
        return bool((off <= TOLERANCE * np.abs(rows).max(axis=1, initial=0.0)).any())

    def has_rows(self, name: str) -> bool:
        """Return whether a quantity has a row for each sample."""
        shape = self._arrays[name].shape
        return 1 <= len(shape) <= 2 and shape[0] == self._m > 1

    def is_row(self, value: np.ndarray, name: str) -> bool:
        """Return whether a value has the shape of a row of a quantity, one for each sample."""
        return self.has_rows(name) and value.shape == self._arrays[name].shape[1:]

    def name_whole(self, value: np.ndarray, name: str) -> str:
        """Return a quantity's name, for a row or an entry of it as such."""
        if not self.is_row(value, name):
            return name
        return f"{'a row' if value.ndim else 'an entry'} of {name}"

    def find_form(self, value: np.ndarray) -> Form | None:
        """Return the only quantity of which a value is a multiple by a number with a name.

        Or of a row of it.
        """
        found = [
            Form(name, factor, words, factor / self._m if self.is_row(value, name) else factor)
            for name, its in self._arrays.items()
            if self.quantities[name].needs
            for like in (its if self.is_row(value, name) else [its])
            if like.shape == value.shape
            if (factor := _divide(value, like))
            for known, words in self._factors
            if abs(factor / known - 1) < CLOSE
        ]
        return found[0] if len({form.quantity for form in found}) == 1 else None

    def _list_factors(self) -> list[tuple[float, str]]:
        named = [(2.0, "twice"), (0.5, "half of")]
        if self._m > 2:
            named += [(self._m, M_TIMES), (1 / self._m, "1/m times")]
            named += [(2 * self._m, "2m times"), (0.5 / self._m, "1/(2m) times")]
        return [(-1.0, "the opposite of"), *named, *((-f, f"minus {w}") for f, w in named)]

    def fits(self, value: np.ndarray, name: str) -> bool:
        """Return whether a value has the shape of a quantity, or of a row of it."""
        shape = self._arrays[name].shape
        turned = value.ndim == 2 and value.shape == shape[::-1]
        column = _is_column(value, self._arrays[name])
        return value.shape == shape or turned or column or self.is_row(value, name)

    def equals(self, value: np.ndarray, name: str) -> bool:
        """Return whether a value is this quantity, in its own shape."""
        its = self._arrays[name]
        if value.shape != its.shape:
            return False
        return bool(np.abs(value - its).max(initial=0.0) <= TOLERANCE * self._sizes[name])

    def find_multiple(self, value: np.ndarray, name: str) -> float | None:
        """Return by which number a value differs from a quantity, None if there is no such one."""
        its = self._arrays[name]
        return _divide(value, its) if value.shape == its.shape else None

    def describe(self, value: np.ndarray, name: str) -> str:
        """Return how a value that should be this quantity differs from it, without its numbers.

        Empty if it has a shape that says nothing.
        """
        its = self._arrays[name]
        if self.is_row(value, name):
            return f"has the shape of {self.name_whole(value, name)}, but is not one"
        if value.ndim == 2 and are_same(value.T, its):
            return f"is {name} with rows and columns exchanged"
        if value.shape != its.shape:
            if value.ndim == its.ndim + 1 and are_same(value.sum(axis=0), its):
                return f"is {name} before its rows are added up"
            return ""
        if np.isfinite(value).all():
            for other, factor in self._arrays.items():
                if other != name and factor.shape == its.shape and np.ptp(factor) > 0:
                    if are_same(value * factor, its):
                        return f"is {name} without its factor {other}"
                    if are_same(value, its * factor):
                        return f"is {name} with {other} as a factor too many"
        return f"has the shape of {name}, but is not it"

    def derive(self, used: Sequence[str], name: str) -> frozenset[str] | None:
        """Return those of the quantities used from which this one follows; None if it does not."""
        return self._derive(frozenset(used), name, frozenset())

    def _derive(
        self, used: frozenset[str], name: str, seen: frozenset[str]
    ) -> frozenset[str] | None:
        if name in seen:
            return None
        best: frozenset[str] | None = None
        for way in self.quantities[name].needs:
            support: frozenset[str] | None = frozenset()
            for need in way:
                its = frozenset({need}) if need in used else self._derive(used, need, seen | {name})
                support = None if its is None or support is None else support | its
            if support is not None and (best is None or len(support) > len(best)):
                best = support
        return best


def _is_column(value: np.ndarray, its: np.ndarray) -> bool:
    """Return whether a value is one column, or one row, with as many entries as a vector."""
    return its.ndim == 1 and value.ndim == 2 and 1 in value.shape and value.size == its.size


def _divide(value: np.ndarray, its: np.ndarray) -> float | None:
    """Return the number by which a value differs from another of its shape, if there is one."""
    square = float(np.vdot(its, its))
    if not np.isfinite(value).all():
        return None
    factor = float(np.vdot(its, value)) / square if square else 0.0
    return factor if factor and are_same(value / factor, its) else None


def name_parts(quantities: Quantities, reference: Mapping[str, object]) -> dict[str, str]:
    """Return which quantity each part is, by its value; parts that are none are left out."""
    found = {}
    for part, right in reference.items():
        names = [name for name, q in quantities.items() if q.needs and agrees(q.value, right)]
        if len(names) == 1:
            found[part] = names[0]
    return found
