"""The vocabulary of mistakes: what a known mistake is, and those that many exercises share.

A check file keeps its mistakes in tables from `Mistake` to a function that tells what the mistake
would give. The code of a mistake is its family in the course's list: the builders below take it,
since one slip has one code in each exercise (the wrong sign is P1, T1, V9, D5 or M10).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

Values = Mapping[str, Any]
"""What an answer gives, or would give, for each of some parts."""

OPPOSITE = "the opposite sign."
TWICE = "twice the reference."
HALF = "half of the reference."
TIMES_M = "m times the reference."
OVER_M = "the reference divided by m."
TRANSPOSED = "rows and columns are exchanged."
NOT_SUMMED = "one value for every row, where the rows should have been added up."
ALL_ZERO = "nothing but zeros."


@dataclass(frozen=True)
class Mistake:
    """A known mistake: its code in the course's list, its name, and what a student is told.

    `relation` ends the sentence "this part is …": how it differs from what was expected. `place`
    asks where in the derivation to look. Neither holds a number of the case or a line of an answer.
    """

    code: str
    name: str
    relation: str
    place: str


def about(
    table: Mapping[Mistake, Callable[..., Any]],
    *given: Any,
    then: Callable[[Any], Values] = dict,
) -> dict[Mistake, Callable[[], Values]]:
    """Return what the judge takes: each mistake of a table, with what it gives for `given`.

    Nothing is worked out before the judge asks for it. `then` turns what the table's functions
    return into values keyed by part.
    """
    return {m: partial(_values, gives, given, then) for m, gives in table.items()}


def _values(
    gives: Callable[..., Any], given: tuple[Any, ...], then: Callable[[Any], Values]
) -> Values:
    return then(gives(*given))


def times(factor: Any, values: Values) -> dict[str, Any]:
    """Return the values of all parts, each times `factor`."""
    return {part: factor * value for part, value in values.items()}


def renamed(values: Values, names: Mapping[str, str]) -> dict[str, Any]:
    """Return what `values` holds for the keys of `names`, under the names there."""
    return {name: values[key] for key, name in names.items()}


# --- mistakes that many exercises share: only code and place are their own ------------------------


def opposite(code: str, place: str = "Which way round is the residual?") -> Mistake:
    """The wrong sign: −1 times the reference."""
    return Mistake(code, "sign", OPPOSITE, place)


def doubled(code: str, place: str = "What does the ½ in the loss do to the square's 2?") -> Mistake:
    """The factor 2 of the square is kept: 2 times the reference."""
    return Mistake(code, "factor 2 kept", TWICE, place)


def summed(code: str, place: str = "Was the mean over the batch taken?") -> Mistake:
    """A sum over the rows in place of their mean: m times the reference."""
    return Mistake(code, "sum instead of mean", TIMES_M, place)


def averaged(code: str, place: str = "Does this loss divide by m? And your gradient?") -> Mistake:
    """A mean over the rows in place of their sum: 1/m times the reference."""
    return Mistake(code, "mean instead of sum", OVER_M, place)


def averaged_twice(code: str, place: str = "How often do you divide by m?") -> Mistake:
    """The mean was taken, and divided by m again: 1/m times the reference."""
    return Mistake(code, "1/m twice", OVER_M, place)


def transposed(
    code: str,
    place: str = "A gradient has the shape of what it belongs to. Compare the two shapes.",
) -> Mistake:
    """The reference's transpose, which an equation of shapes would have shown."""
    return Mistake(code, "transposed", TRANSPOSED, place)


def not_summed(
    code: str,
    place: str = "One bias serves every row. What becomes of the rows in its gradient?",
) -> Mistake:
    """A bias gradient of one value for each row."""
    return Mistake(code, "bias not summed", NOT_SUMMED, place)


def bias_left_out(code: str, place: str = "The loss depends on the bias too.") -> Mistake:
    """A bias that does not learn: its gradient is 0."""
    return Mistake(code, "bias left out", ALL_ZERO, place)


def slope_left_out(
    code: str,
    place: str = "The error signal has come back through the weights. What about the activation?",
) -> Mistake:
    """The derivative of a layer's activation is missing."""
    return Mistake(code, "f′ missing", "a product that lacks one of its factors.", place)


def slope_of_activation(
    code: str, place: str = "`df` acts on pre-activations. What do you hand it in this layer?"
) -> Mistake:
    """The derivative of a layer's activation, taken at the activation: f′(a) for f′(z)."""
    return Mistake(code, "f′ taken at the activation", "f′ has been taken at another point.", place)


def pre_activation_as_input(
    code: str,
    place: str = "What flows into this layer, Z or what the activation makes of it?",
) -> Mistake:
    """The layer before hands on Z where it should hand on f(Z)."""
    return Mistake(
        code,
        "pre-activation as the layer's input",
        "the error signal is right, what it is multiplied by is not.",
        place,
    )
