"""Compares a wrong answer with the right one where no table of mistakes speaks.

The right function is asked with changed arguments: is the answer what would be right for these?
The answer is asked so too: does it depend on what it should, and where does it call the functions
that it is given? Each is a fact about what it returns, and does not depend on the question.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np

from ..question.answer import Answer, AnswerError
from ..question.definition import Question
from .judge import agrees, to_numbers
from .relations import CLOSE, Relation, is_number

MOST_CALLS = 24
"""How often an answer is asked for its hints at most."""

COSTLY = ("time", "memory", "died", "killed")
"""The kinds of AnswerError after which an answer is asked no more."""

Arguments = dict[str, Any]


@dataclass
class Probe:
    """Asks an answer to a question, and the right function, with changed arguments."""

    question: type[Question]
    answer: Answer
    cases: Sequence[Any]
    calls: int = 0
    _right: dict[int, list[tuple[str, Mapping[str, Any]]]] = field(default_factory=dict)
    _asked: dict[int, list["Change"]] = field(default_factory=dict)

    def find(self, part: str, got: Mapping[int, Any]) -> Relation | None:
        """Return what can be told of a part; `got` is its value in each case, failed ones first."""
        first, *others = got
        return (
            self._find_question(part, got)
            or self._find_dependence(part, first)
            or self._find_term(part, [first, *others[:1]])
            or self._find_points(first)
            or self._find_untouched(part, first)
        )

    def _find_question(self, part: str, got: Mapping[int, Any]) -> Relation | None:
        """Return for which other arguments a part would be right in every case."""
        shown: dict[str, int] = {}
        for number, value in got.items():
            right, *others = self._answer_others(number) or [("", {})]
            fitting = {
                words: not agrees(values[part], right[1][part])
                for words, values in others
                if part in values and part in right[1] and agrees(value, values[part])
            }
            if not shown and number == next(iter(got)):
                shown = dict.fromkeys(fitting, 0)
            # A case that has no such change, as a single row none without its last, has no say.
            offered = {words for words, _ in others}
            shown = {
                words: count + fitting.get(words, False)
                for words, count in shown.items()
                if words in fitting or words not in offered
            }
        told = [words for words, count in shown.items() if count > 1 or count == len(got)]
        if not told:
            return None
        return Relation(f"what would be right {told[0]}.", "Which of your lines makes it so?")

    def _answer_others(self, number: int) -> list[tuple[str, Mapping[str, Any]]]:
        """Return what is right for a case, then for each changed one, which is told in words."""
        if number not in self._right:
            given = self.question.name_arguments(self.cases[number])
            found = []
            for words, changed in [("", given), *_list_others(given)]:
                values = self._solve(number, changed)
                if values is not None:
                    found.append((words, values))
                elif not words:
                    break
            self._right[number] = found
        return self._right[number]

    def _find_dependence(self, part: str, number: int) -> Relation | None:
        """Return on which argument a part does not depend though it should, or the reverse."""
        for change in self._change_each(number):
            if not all(part in values for values in change.values):
                continue
            moves, should = change.moves(part)
            name = change.name
            if should and not moves:
                return Relation(
                    f"the same whatever `{name}` is, and should depend on it.",
                    f"Where does `{name}` come into the formula, and where into your code?",
                )
            if moves and not should:
                return Relation(
                    f"another value if `{name}` changes, and should not depend on it.",
                    f"Does `{name}` belong into this formula?",
                )
        return None

    def _find_term(self, part: str, numbers: Sequence[int]) -> Relation | None:
        """Return with which argument at 0 a part is right in these cases, and not 0 itself."""
        for name, _, _ in self._list_given(numbers[0]):
            if all(self._is_right_at_zero(part, number, name) for number in numbers):
                return Relation(
                    f"right if `{name}` is 0, and wrong with other values.",
                    f"What becomes of `{name}` on the way to the result?",
                )
        return None

    def _is_right_at_zero(self, part: str, number: int, name: str) -> bool:
        for its_name, value, put in self._list_given(number):
            numeric = is_number(value) or isinstance(value, np.ndarray)
            if its_name == name and numeric and np.any(value):
                at_zero = put(np.zeros_like(value) if isinstance(value, np.ndarray) else 0.0)
                right = self._solve(number, at_zero)
                if right is None or part not in right or _is_zero(right[part]):
                    return False
                got = self._ask(number, at_zero)
                return got is not None and part in got and agrees(got[part], right[part])
        return False

    def _find_points(self, number: int) -> Relation | None:
        """Return which of the functions that are handed in is called where it should not be."""
        given = self.question.name_arguments(self.cases[number])
        own, right = _Watch(given), _Watch(given)
        if (
            not own.points
            or self._ask(number, own.given) is None
            or self._solve(number, right.given) is None
        ):
            return None
        for name, points in right.points.items():
            if points and not own.points[name]:
                return Relation(
                    f"made without `{name}`, which is never called.",
                    f"Where does `{name}` come into the formula?",
                )
            # The right function may ask for more values than a formula needs.
            lacking = any(not _is_near(point, own.points[name]) for point in points)
            if lacking and any(not _is_near(point, points) for point in own.points[name]):
                return Relation(
                    f"made with `{name}` at another point than in the formula.",
                    f"Give each step on the way a name. Of which of them is `{name}` taken?",
                )
        return None

    def _find_untouched(self, part: str, number: int) -> Relation | None:
        """Return which arguments have no share in what is wrong with a part, as it seems."""
        changes = [c for c in self._change_each(number) if all(part in v for v in c.values)]
        given = {name: value for name, value, _ in self._list_given(number)}
        # Labels and functions only change in one way, which may well leave an error as it is.
        free = [c for c in changes if _is_free(given[c.name])]
        for words, measure in (
            ("off by an amount that does not depend on `{}`.", np.subtract),
            ("wrong by a factor that does not depend on `{}`.", np.divide),
        ):
            names = [change.name for change in free if change.leaves(part, measure)]
            if names and len(names) < len(changes):
                place = "Look at what is made without it."
                return Relation(words.format("` or `".join(names[:2])), place)
        return None

    def _list_given(self, number: int) -> list[tuple[str, Any, Callable[[Any], Arguments]]]:
        return list(_list_values(self.question.name_arguments(self.cases[number])))

    def _change_each(self, number: int) -> list["Change"]:
        if number not in self._asked:
            self._asked[number] = list(self._ask_each(number))
        return self._asked[number]

    def _ask_each(self, number: int) -> Iterator["Change"]:
        given = self.question.name_arguments(self.cases[number])
        right = self._solve(number, given)
        if right is None or (before := self._ask(number, given)) is None:
            return
        for name, value, put in _list_values(given):
            changed = _change(value)
            if changed is not None:
                other = put(changed)
                after, moved = self._ask(number, other), self._solve(number, other)
                if after is not None and moved is not None:
                    yield Change(name, (before, after, right, moved))

    def _ask(self, number: int, given: Arguments) -> Mapping[str, Any] | None:
        self.calls += 1
        if self.calls > MOST_CALLS:
            return None
        function = self.question.function
        asked = _Once(lambda: self.answer.call(function, *given.values()))
        try:
            return self.question.call(asked, self.cases[number])
        except AnswerError as trouble:
            if trouble.kind in COSTLY:
                self.calls = MOST_CALLS
            return None

    def _solve(self, number: int, given: Arguments) -> Mapping[str, Any] | None:
        solve = getattr(self.question, "solve", None)
        if solve is None:
            return None
        # A generator moves on when it is asked.
        fresh = (deepcopy(v) if isinstance(v, np.random.Generator) else v for v in given.values())
        asked = _Once(lambda: solve(*fresh))
        try:
            return self.question.call(asked, self.cases[number])
        except Exception:  # what is not like any case may fail anywhere
            return None


class _Once(Answer):
    """An answer that is made beforehand for the one call of a question, whatever its arguments."""

    def __init__(self, make: Callable[[], Any]) -> None:
        super().__init__({})
        self._make = make
        self._calls = 0

    def call(self, name: str, *arguments: Any) -> Any:
        self._calls += 1
        if self._calls > 1:
            raise AnswerError("missing", f"`{name}` is asked for more than once.")
        return self._make()


@dataclass(frozen=True)
class Change:
    """An argument that was changed: answer before and after, right values before and after."""

    name: str
    values: tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]]

    def moves(self, part: str) -> tuple[bool, bool]:
        """Return whether a part of the answer changed, and whether it should have."""
        before, after, right, moved = (values[part] for values in self.values)
        return not agrees(after, before, 1e-12), not agrees(moved, right, 1e-12)

    def leaves(self, part: str, measure: Callable[..., Any]) -> bool:
        """Return whether an error stays as it is although a part and what is right both change."""
        if self.moves(part) != (True, True):
            return False
        try:
            before, after, right, moved = (to_numbers(values[part]) for values in self.values)
        except AnswerError:
            return False
        if not before.shape == right.shape == after.shape == moved.shape:
            return False
        with np.errstate(all="ignore"):
            error, later = measure(before, right), measure(after, moved)
        return _is_finite(error) and _is_finite(later) and np.allclose(later, error, rtol=1e-4)


def _is_free(value: Any) -> bool:
    """Return whether an argument can change in any way: numbers with fractions."""
    array = isinstance(value, np.ndarray) and value.dtype.kind == "f"
    return (array or isinstance(value, float)) and not np.array_equal(value, np.rint(value))


def _is_finite(value: np.ndarray) -> bool:
    return bool(value.size and np.isfinite(value).all())


class _Watch:
    """Arguments whose functions note where they are called, as single numbers."""

    def __init__(self, given: Arguments) -> None:
        self.points: dict[str, set[float]] = {n: set() for n, v in given.items() if callable(v)}
        self.given = {n: self._watch(n, v) if callable(v) else v for n, v in given.items()}

    def _watch(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*at: Any) -> Any:
            for each in at:
                try:
                    entries = np.ravel(np.asarray(each, dtype=float))
                except (TypeError, ValueError):
                    continue
                self.points[name] |= set(entries.tolist())
            return function(*at)

        return watched


def _is_near(point: float, points: set[float]) -> bool:
    return bool(np.isclose(point, list(points), rtol=CLOSE, atol=CLOSE).any())


def _list_others(given: Arguments) -> Iterator[tuple[str, Arguments]]:
    """Yield other arguments for which an answer may be right, and in words if which were so."""
    for name, value, put in _list_values(given):
        if is_number(value) or (isinstance(value, np.ndarray) and value.dtype.kind in "iuf"):
            for words, changed in (
                ("were 0", np.zeros_like(value)),
                ("were 1", np.ones_like(value)),
                ("had the opposite sign", -np.asarray(value)),
                ("were whole numbers", np.trunc(value)),
                ("were positive", np.abs(value)),
            ):
                if not np.array_equal(changed, value):
                    plain = changed if isinstance(value, np.ndarray) else changed.item()
                    yield f"if `{name}` {words}", put(plain)
            if (
                isinstance(value, np.ndarray)
                and value.ndim == 2
                and value.shape[0] == value.shape[1]
            ):
                yield f"if `{name}` were transposed", put(value.T)
    rows = [n for n, v in given.items() if isinstance(v, np.ndarray) and v.ndim]
    tallest = max((len(given[n]) for n in rows if given[n].ndim == 2), default=0)
    if tallest > 1:
        for which, kept in ("last", slice(None, -1)), ("first", slice(1, None)):
            fewer = {n: given[n][kept] for n in rows if len(given[n]) == tallest}
            yield f"without the {which} row of the data", given | fewer
    for (one, its, put), (other, value, put_other) in combinations(_list_values(given), 2):
        if _is_alike(its, value):
            if one in given and other in given:
                exchanged = given | {one: value, other: its}
                yield f"if `{one}` and `{other}` were exchanged", exchanged
            yield f"if `{one}` were `{other}`", put(value)
            yield f"if `{other}` were `{one}`", put_other(its)


def _list_values(
    given: Arguments,
) -> Iterator[tuple[str, Any, Callable[[Any], Arguments]]]:
    """Yield each argument, or entry of a dict, and what puts another in its place."""
    for name, value in given.items():
        if isinstance(value, dict):
            for key, entry in value.items():
                yield (
                    str(key),
                    entry,
                    lambda new, name=name, value=value, key=key: given | {name: value | {key: new}},
                )
        else:
            yield name, value, lambda new, name=name: given | {name: new}
        if isinstance(value, list | tuple) and all(map(is_number, value)):
            for at, entry in enumerate(value):
                yield (
                    f"{name}[{at}]",
                    entry,
                    lambda new, name=name, value=value, at=at: (
                        given | {name: type(value)((*value[:at], new, *value[at + 1 :]))}
                    ),
                )


def _is_alike(one: Any, other: Any) -> bool:
    """Return whether two arguments could be taken for each other."""
    if callable(one) or callable(other):
        return callable(one) and callable(other)
    if is_number(one) or is_number(other):
        return is_number(one) and is_number(other)
    arrays = isinstance(one, np.ndarray) and isinstance(other, np.ndarray)
    return arrays and one.shape == other.shape


def _is_zero(value: Any) -> bool:
    """Return whether a value is 0, or all of its entries are."""
    if isinstance(value, list | tuple):
        return all(map(_is_zero, value))
    return not np.any(value)


def _change(value: Any) -> Any:
    """Return another value of the same kind; None for what is not of numbers."""
    if isinstance(value, bool | np.bool_):
        return None
    if isinstance(value, int | np.integer):
        return 1 - value if value in (0, 1) else value + 1
    if isinstance(value, float | np.floating):
        return 1.25 * value + 0.0625
    if isinstance(value, np.ndarray) and value.dtype.kind in "iuf" and value.size:
        if set(np.unique(value)) <= {0, 1}:
            return 1 - value
        if set(np.unique(value)) <= {-1, 1}:
            return -value
        if value.dtype.kind == "f":  # each entry in its own way: nothing cancels
            return 1.25 * value + np.cos(np.arange(value.size)).reshape(value.shape) / 16
    if isinstance(value, list | tuple) and value and all(_change(v) is not None for v in value):
        return type(value)(map(_change, value))
    if callable(value):
        return lambda *at: 1.25 * np.asarray(value(*at))
    return None
