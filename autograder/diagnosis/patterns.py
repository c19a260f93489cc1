"""Where an answer is wrong: in which entries, and in which cases.

A place is told only if it separates exactly: everything in it is wrong, and nothing else is.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from .relations import CLOSE, Case, Pair, Relation, are_same, read_array

COMPARE_ENTRIES = "Work such an entry by hand. What does your code do differently there?"
COMPARE_CASES = "Try such a case by hand, and a case without it."

EACH_ENTRY = "Take each entry by itself, and say in words what it stands for."
ONE_WRONG = Relation("right but for one of its entries.", EACH_ENTRY)
ONE_RIGHT = Relation("right in one of its entries alone.", EACH_ENTRY)
SOME_CASES = Relation(
    "right in some cases, and wrong in others.",
    "Try small examples that differ: one row, one column, zeros, negative numbers.",
)


# --- entries --------------------------------------------------------------------------------------


def find_entries(pairs: Sequence[Pair]) -> Relation | None:
    """Return the place in which arrays of the right shape are wrong, where others are right.

    Of a single array, which may be the same for everybody, no place is told: it would say too much.
    """
    wrong = _mark_partly_wrong(pairs)
    if len(pairs) == 1 and wrong:
        size = wrong[0].size
        return {size - 1: ONE_RIGHT, 1: ONE_WRONG}.get(int(wrong[0].sum())) if size > 2 else None
    failing = [both for both in zip(pairs, wrong, strict=bool(wrong)) if both[1].any()]
    for words, inside in _list_places(failing[0][0]) if failing else ():
        masks = [inside(pair) for pair, _ in failing]
        if all(
            mask is not None and mask.shape == its.shape and np.array_equal(mask, its)
            for mask, (_, its) in zip(masks, failing, strict=True)
        ):
            return Relation(words, COMPARE_ENTRIES)
    return None


def find_example(pairs: Sequence[Pair]) -> Relation | None:
    """Return which entries are wrong in the smallest array that holds right ones too."""
    failing = [mask for mask in _mark_partly_wrong(pairs) if mask.any()]
    partly = [mask for mask in failing if not mask.all()]
    # A single one among several that are wrong everywhere may be so by chance.
    if len(pairs) == 1 or not (len(partly) > 1 or len(partly) == len(failing) == 1):
        return None
    mask = min(partly, key=np.size)
    wrong, right = [[*map(tuple, np.argwhere(marked).tolist())] for marked in (mask, ~mask)]
    if len(wrong) <= len(right):
        words = f"wrong in {_list_entries(wrong)}, and right in others, as in {[*right[0]]}"
    else:
        words = f"right in {_list_entries(right)}, and wrong in others, as in {[*wrong[0]]}"
    return Relation(f"right in some entries: in one case, {words}.", COMPARE_ENTRIES)


def find_arrays(cases: Sequence[Case]) -> Relation | None:
    """Return which arrays of a list are wrong, where others are right."""
    marked = [np.array([not are_same(p.got, p.reference) for p in case], float) for case in cases]
    if len(cases) == 1 or all(len(marks) < 2 for marks in marked):
        return None
    pairs = [Pair(marks, np.zeros_like(marks)) for marks in marked]
    return find_entries(pairs) or find_example(pairs)


def _mark_partly_wrong(pairs: Sequence[Pair]) -> list[np.ndarray]:
    """Mark the wrong entries, if all shapes are right and some array is partly right."""
    marked = [mask for mask in map(_mark_wrong, pairs) if mask is not None]
    partly = any(mask.any() and not mask.all() for mask in marked)
    return marked if partly and len(marked) == len(pairs) else []


def _list_entries(places: Sequence[tuple[int, ...]]) -> str:
    """Write places like [0, 2]: three of them at most."""
    named = [str([*place]) for place in places[:3]]
    if len(places) > 3:
        return f"{', '.join(named)} and {len(places) - 3} more"
    return " and ".join(filter(None, [", ".join(named[:-1]), named[-1]]))


def _mark_wrong(pair: Pair) -> np.ndarray | None:
    if pair.got.shape != pair.reference.shape:
        return None
    allowed = CLOSE * max(float(np.abs(pair.reference).max(initial=0.0)), 1e-9)
    return np.abs(pair.got - pair.reference) > allowed


Place = tuple[str, Callable[[Pair], np.ndarray | None]]


def _list_places(first: Pair) -> Iterator[Place]:
    """Yield the places that a hint can name, the simplest first."""
    if first.reference.ndim == 2:
        for what, axis in (("row", 0), ("column", 1)):
            for which, at in (("first", 0), ("last", -1)):
                yield (
                    f"right but for its {which} {what}.",
                    lambda pair, at=at, axis=axis: _at(pair, at, axis),
                )
                yield (
                    f"right in its {which} {what} alone.",
                    lambda pair, at=at, axis=axis: ~_at(pair, at, axis),
                )
        yield "right but for its diagonal.", _on_diagonal
        yield "right on its diagonal alone.", lambda pair: ~_on_diagonal(pair)
    if first.reference.ndim:
        for which, at in (("first", 0), ("last", -1)):
            yield f"right but for its {which} entry.", lambda pair, at=at: _at_corner(pair, at)
            yield f"right in its {which} entry alone.", lambda pair, at=at: ~_at_corner(pair, at)
    if first.reference.ndim == 1:
        for at in range(len(first.reference)):
            yield f"right but for its entry [{at}].", lambda pair, at=at: _at_corner(pair, at)
    for name, value in first.given.items():
        array = read_array(value)
        if array is not None and array.ndim and array.shape == first.reference.shape:
            for words, holds in _SIGNS.items():
                yield (
                    f"right but for the entries where `{name}` is {words}.",
                    lambda pair, name=name, holds=holds: _of_argument(pair, name, holds),
                )


_SIGNS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "0": lambda value: value == 0,
    "not 0": lambda value: value != 0,
    "negative": lambda value: value < 0,
    "positive": lambda value: value > 0,
    "negative or 0": lambda value: value <= 0,
    "positive or 0": lambda value: value >= 0,
    "1": lambda value: value == 1,
}


def _at(pair: Pair, at: int, axis: int) -> np.ndarray:
    mask = np.zeros(pair.reference.shape, bool)
    if mask.ndim == 2 and mask.size:
        mask[(at, slice(None)) if axis == 0 else (slice(None), at)] = True
    return mask


def _on_diagonal(pair: Pair) -> np.ndarray:
    shape = pair.reference.shape
    return np.eye(*shape, dtype=bool) if len(shape) == 2 else np.zeros(shape, bool)


def _at_corner(pair: Pair, at: int) -> np.ndarray:
    mask = np.zeros(pair.reference.shape, bool)
    if -mask.size <= at < mask.size:
        mask.ravel()[at] = True
    return mask


def _of_argument(pair: Pair, name: str, holds: Callable) -> np.ndarray | None:
    array = read_array(pair.given.get(name))
    return None if array is None else holds(array)


# --- cases ----------------------------------------------------------------------------------------


def find_fact_of_some(
    failing: Sequence[Mapping[str, Any]], passing: Sequence[Mapping[str, Any]]
) -> str | None:
    """Return a fact of most cases of one kind and of none of the other, with which kind it is."""
    if not failing or not passing:
        return None
    of_failing, of_passing = [[_list_facts(given) for given in each] for each in (failing, passing)]
    found: dict[str, int] = {}
    for some, others, told in (
        (of_passing, of_failing, "right in all where {}, and wrong in others"),
        (of_failing, of_passing, "wrong in all where {}, and right in others"),
    ):
        for fact in dict.fromkeys(fact for facts in some for fact in facts):
            for words, holds in zip(fact, (True, False), strict=True):
                count = sum(facts.get(fact) is holds for facts in some)
                apart = all(facts.get(fact) is (not holds) for facts in others)
                if apart and count > 1 and 2 * count >= len(some):
                    found[told.format(words)] = count
    return max(found, key=lambda words: found[words], default=None)


def find_fact(
    failing: Sequence[Mapping[str, Any]], passing: Sequence[Mapping[str, Any]]
) -> str | None:
    """Return what is true of the arguments of all failing cases and of no passing one."""
    if not failing or not passing:
        return None
    of_failing, of_passing = [[_list_facts(given) for given in each] for each in (failing, passing)]
    for fact in of_failing[0]:
        told = [facts.get(fact) for facts in of_failing]
        denied = [facts.get(fact) for facts in of_passing]
        for words, holds in ((fact[0], True), (fact[1], False)):
            if all(t is holds for t in told) and all(d is (not holds) for d in denied):
                return words
    return None


Fact = tuple[str, str]
"""A fact in words, and that it does not hold."""


def _list_facts(given: Mapping[str, Any]) -> dict[Fact, bool]:
    """Return what can be said of the arguments of a case, and whether it is so."""
    facts: dict[Fact, bool] = {}
    counts: dict[str, int] = {}
    for name, value in given.items():
        if isinstance(value, list | tuple | dict):
            facts[f"`{name}` has one entry", f"`{name}` has more than one entry"] = len(value) == 1
            counts[f"the length of `{name}`"] = len(value)
        array = read_array(value)
        if array is None:
            continue
        if array.ndim == 0:
            number = float(array)
            facts[f"`{name}` is 0", f"`{name}` is not 0"] = number == 0
            facts[f"`{name}` is 1", f"`{name}` is not 1"] = number == 1
            facts[f"`{name}` is negative", f"`{name}` is not negative"] = number < 0
            facts[f"`{name}` is positive", f"`{name}` is not positive"] = number > 0
            facts[f"`{name}` is a whole number", f"`{name}` is a fraction"] = number == round(
                number
            )
            if number == round(number) and number > 1:
                counts[f"`{name}`"] = int(number)
        else:
            if array.ndim == 2:
                facts[f"`{name}` has one row", f"`{name}` has more than one row"] = len(array) == 1
                facts[f"`{name}` has one column", f"`{name}` has more than one column"] = (
                    array.shape[1] == 1
                )
                square = array.shape[0] == array.shape[1]
                facts[f"`{name}` is square", f"`{name}` is not square"] = square
            else:
                facts[f"`{name}` has one entry", f"`{name}` has more than one entry"] = (
                    len(array) == 1
                )
            facts[f"`{name}` holds a 0", f"`{name}` holds no 0"] = bool(np.any(array == 0))
            facts[f"`{name}` holds whole numbers only", f"`{name}` holds fractions"] = (
                array.dtype.kind in "biu"
            )
            facts[f"`{name}` holds negative numbers", f"`{name}` holds no negative numbers"] = bool(
                np.any(array < 0)
            )
            what = "number of rows" if array.ndim > 1 else "length"
            counts[f"the {what} of `{name}`"] = len(array)
    for one, count in counts.items():
        for other, size in counts.items():
            if one != other and size > 1 and count >= size:
                words = f"{one} is a multiple of {other}", f"{one} is no multiple of {other}"
                facts[words] = count % size == 0
    # An argument that is a count, as the size of a batch, is there to be compared.
    compared = {
        (f"{one} is smaller than {other}", f"{one} is not smaller than {other}"): count < size
        for one, count in counts.items()
        for other, size in counts.items()
        if one[0] == "`" != other[0]
    }
    return compared | facts
