"""The catalogue of mistakes: each one that the course knows, by its id, with one meaning.

A check file keeps its mistakes in tables from `CATALOGUE["sign"]` to a function that tells what
the mistake would give; where another question fits an exercise better, it is
`CATALOGUE["sign"].asking("…")`. A mistake is told in the same words wherever it is made.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import chain
from typing import Any

from . import (
    batches,
    chain_rule,
    costs,
    descent,
    difference_quotient,
    fourier,
    gradients,
    graph,
    layers,
    least_squares,
    losses,
    perceptron,
    training,
    vectorised,
)
from .mistake import Mistake

__all__ = [
    "CATALOGUE",
    "Mistake",
    "Table",
    "Values",
    "about",
    "asking",
    "at_each",
    "by_id",
    "renamed",
    "times",
]

Values = Mapping[str, Any]
"""What an answer gives, or would give, for each of some parts."""


def by_id(mistakes: Iterable[Mistake]) -> dict[str, Mistake]:
    """Return the mistakes by their ids. Raises ValueError if two have the same."""
    found: dict[str, Mistake] = {}
    for mistake in mistakes:
        if mistake.id in found:
            raise ValueError(f"the id {mistake.id!r} should be given once, and is given twice")
        found[mistake.id] = mistake
    return found


TOPICS = (
    gradients,
    perceptron,
    chain_rule,
    difference_quotient,
    graph,
    losses,
    layers,
    costs,
    descent,
    batches,
    least_squares,
    vectorised,
    training,
    fourier,
)

CATALOGUE = by_id(chain.from_iterable(topic.MISTAKES for topic in TOPICS))
"""Every mistake that the course knows, by its id."""


Table = dict[Mistake, Callable[[Any], Any]]
"""What each mistake makes of that from which a step starts: values keyed by part, or a lone one."""


def about(
    table: Mapping[Mistake, Callable[..., Any]],
    *given: Any,
    then: Callable[[Any], Any] = lambda values: values,
) -> dict[Mistake, Callable[[], Any]]:
    """Return what the judge takes: each mistake of a table, with what it gives for `given`.

    Nothing is worked out before the judge asks for it. Where the table tells something from which
    the parts are yet to be made, `then` makes them.
    """
    return {m: partial(_values, gives, given, then) for m, gives in table.items()}


def at_each(table: Table) -> Table:
    """Return the table of the same mistakes made in every one of a list, as a list of values."""
    return {m: partial(_values_at_each, gives) for m, gives in table.items()}


def asking(table: Table, places: Mapping[str, str]) -> Table:
    """Return the table with other questions for the mistakes of these ids."""
    return {m.asking(places.get(m.id, m.place)): gives for m, gives in table.items()}


def _values(gives: Callable[..., Any], given: tuple[Any, ...], then: Callable[[Any], Any]) -> Any:
    return then(gives(*given))


def _values_at_each(gives: Callable[[Any], Any], each: Iterable[Any]) -> list[Any]:
    return [gives(given) for given in each]


def times(factor: Any, values: Values) -> dict[str, Any]:
    """Return the values of all parts, each times `factor`."""
    return {part: factor * value for part, value in values.items()}


def renamed(values: Values, names: Mapping[str, str]) -> dict[str, Any]:
    """Return what `values` holds for the keys of `names`, under the names there."""
    return {name: values[key] for key, name in names.items()}
