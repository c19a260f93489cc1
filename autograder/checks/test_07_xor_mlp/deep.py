"""Networks of any depth, and lists with an entry for every layer."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.diagnosis.judge import agrees
from autograder.diagnosis.mistakes import CATALOGUE
from autograder.question.answer import AnswerError

from .mlp import CORNERS, Mlp

SIZES = (
    (4, (3, 5, 4, 2)),
    (3, (3, 3, 3)),
    (5, (4, 3)),
    (3, (2, 4, 3, 5, 6, 1)),
    (4, (2, 3, 1)),
    (4, (4, 4, 4, 4, 4)),
)
"""Rows and widths: all different, square, one layer, five, XOR's, and square and deep.

A hidden layer has as many units as there are rows, or one less: a delta can then be told from the
gradients that were made of it.
"""

XOR = 4

BACKWARDS = CATALOGUE["last-layer-first"]


def draw(rng: np.random.Generator, number: int) -> Mlp:
    """Draw a network; one gets the four inputs of XOR, as whole numbers."""
    n, widths = SIZES[number]
    X = CORNERS if number == XOR else rng.normal(size=(n, widths[0]))
    return Mlp.draw(rng, X, widths)


def entries(result: Any, what: str, case: Mlp) -> list[Any]:
    """Return a student's list as a list with an entry for each layer.

    Raises AnswerError (kind "type") if it is none, or of another length.
    """
    if not isinstance(result, list | tuple | np.ndarray) or getattr(result, "ndim", 1) == 0:
        raise AnswerError("type", f"A list with one {what} for each layer was expected.")
    layers = len(case.weights)
    if len(result) != layers:
        raise AnswerError(
            "type",
            f"A list with one {what} for each layer of weights was expected: {layers} entries, "
            f"not {len(result)} entries.",
        )
    return list(result)


def turned_round(result: Sequence[Any], right: Sequence[Any]) -> bool:
    """Tell whether a list is right but for its order, which is that from the last to the first."""
    return len(right) > 1 and agrees(result[::-1], list(right)) and not agrees(result, list(right))
