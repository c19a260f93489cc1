"""Error carried forward: a student's own earlier values, on which later steps are judged."""

from typing import Any

import numpy as np

from ..question.answer import AnswerError
from .judge import OWN_TOLERANCE, agrees, to_numbers

LARGEST = 1e100
"""The largest value that later steps can go on from: they multiply it, and must not overflow."""


def select_usable(value: Any, shape: tuple[int, ...] | None = None) -> np.ndarray | None:
    """Return a student's own value as an array if later steps can be judged on it, else None.

    It must be finite, not larger than LARGEST, and of the given shape, if there is one; its entries
    must not all be equal.
    """
    try:
        array = to_numbers(value)
    except AnswerError:
        return None
    fits = (np.abs(array) <= LARGEST).all() and shape in (None, array.shape)
    return array if fits and array.any() and (array.size == 1 or np.ptp(array) > 0) else None


def prefer_own(value: Any, right: Any) -> Any:
    """Return a student's own value if it is wrong and later steps can be judged on it.

    Else the right value: who has that must go on from it to within the usual tolerance.
    """
    mine = None if agrees(value, right) else select_usable(value, np.shape(right))
    return right if mine is None else mine


def recover_delta(A_prev: np.ndarray, dW: Any, db: Any, width: int) -> np.ndarray | None:
    """Return the error signal D for which A_prevᵀD is a student's dW, and the sum of its rows db.

    A_prev (m, in), dW (in, width), db (width,) → D (m, width). None for gradients of another shape,
    if no D gives both, or if several do, as they do if m > in + 1.
    """
    try:
        dW, db = to_numbers(dW), to_numbers(db)
    except AnswerError:
        return None
    m, inputs = A_prev.shape
    if dW.shape != (inputs, width) or db.shape != (width,) or m > inputs + 1:
        return None
    system, given = np.vstack([A_prev.T, np.ones(m)]), np.vstack([dW, db])
    if not (np.abs(given) <= LARGEST).all() or np.linalg.cond(system) > 1e8:
        return None
    D, *_ = np.linalg.lstsq(system, given, rcond=None)
    return select_usable(D) if agrees(system @ D, given, OWN_TOLERANCE) else None
