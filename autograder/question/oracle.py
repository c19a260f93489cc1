"""Reference gradients, computed from the forward definition alone.

The oracle uses no derivation: it differentiates the loss by complex step and by central
differences, and returns a gradient only if the two agree as closely as rounding allows.
"""

from collections.abc import Callable

import numpy as np

AGREEMENT = 1e-6
"""The largest difference of the two methods, relative to the largest entry of the gradient."""

LARGEST_BLUR = 1e-5
"""The largest rounding error, relative to the gradient: a tenth of an answer's tolerance."""

SMALLEST_SIZE = 1e-3
"""The least size that errors are relative to, since a gradient may be 0."""

_STEP = float(np.finfo(np.float64).eps ** (1 / 3))
_COMPLEX_STEP = 1e-30

Losses = Callable[[np.ndarray], np.ndarray]
"""A loss of a stack of points, real or complex: as many numbers."""


class OracleError(Exception):
    """The two methods disagree, or rounding hides errors: the case must not be used."""


def gradient(loss: Callable, at: np.ndarray | float, *, stacked: bool = False) -> np.ndarray:
    """Return ∂loss/∂at, with the shape of `at`.

    `loss` maps an array shaped like `at`, real or complex, to a number; if `stacked`, a stack of
    such arrays to as many numbers, which is quicker. It must be analytic near `at`, without a kink
    within a difference step h. The two methods may differ by AGREEMENT plus the rounding error of a
    difference quotient, about ε·|loss|/h. Raises OracleError if they differ by more, or if that
    rounding error exceeds LARGEST_BLUR; TypeError if `loss` loses the imaginary part.
    Source: Squire and Trapp, Using complex variables to estimate derivatives (1998).
    """
    at = np.asarray(at, dtype=np.float64)
    losses: Losses = loss if stacked else lambda points: np.array([loss(x) for x in points])
    exact = _step_aside(losses, at)
    numeric = _take_differences(losses, at)
    size = max(np.abs(exact).max(initial=0.0), SMALLEST_SIZE)
    blur = 2 * np.finfo(np.float64).eps * abs(float(losses(at[np.newaxis])[0])) / _STEP
    if blur > LARGEST_BLUR * size:
        raise OracleError(f"rounding blurs the gradient, of size {size:.2e}, by {blur:.2e}")
    difference = np.abs(exact - numeric).max(initial=0.0)
    if not difference <= AGREEMENT * size + blur:
        raise OracleError(
            f"complex step and central difference differ by {difference:.2e} "
            f"where the gradient is of size {size:.2e}"
        )
    return exact


def _step_aside(losses: Losses, at: np.ndarray) -> np.ndarray:
    """Return the gradient by the complex step: Im loss(x + ih) / h, for every entry at once."""
    found = losses(_move_each(at, np.full(at.size, 1j * _COMPLEX_STEP)))
    if not np.iscomplexobj(found):
        raise TypeError("the loss of a complex number must be complex, but was not")
    return (np.imag(found) / _COMPLEX_STEP).reshape(at.shape)


def _take_differences(losses: Losses, at: np.ndarray) -> np.ndarray:
    """Return the gradient by central differences, for every entry at once."""
    x = at.ravel()
    steps = _STEP * np.maximum(1, np.abs(x))
    # The points as they were rounded, so that their distance is exact.
    distances = (x + steps) - (x - steps)
    rises = losses(_move_each(at, steps)) - losses(_move_each(at, -steps))
    return (rises / distances).reshape(at.shape)


def _move_each(at: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """Return a stack of copies of `at`, in each of which another entry is moved by its step."""
    return (at.ravel() + np.diag(steps)).reshape(at.size, *at.shape)
