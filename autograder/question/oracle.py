"""Reference gradients, computed from the forward definition alone.

The oracle uses no derivation: it differentiates the loss by complex step and by central
differences, and returns a gradient only if the two agree as closely as rounding allows.
"""

from collections.abc import Callable

import numpy as np

from nnlib.check import central_difference, complex_step

AGREEMENT = 1e-6
"""The largest difference of the two methods, relative to the largest entry of the gradient."""

LARGEST_BLUR = 1e-5
"""The largest rounding error, relative to the gradient: a tenth of an answer's tolerance."""

SMALLEST_SIZE = 1e-3
"""The least size that errors are relative to, since a gradient may be 0."""

_STEP = float(np.finfo(np.float64).eps ** (1 / 3))


class OracleError(Exception):
    """The two methods disagree, or rounding hides errors: the case must not be used."""


def gradient(loss: Callable, at: np.ndarray | float) -> np.ndarray:
    """Return ∂loss/∂at, with the shape of `at`.

    `loss` maps an array shaped like `at`, real or complex, to a number. It must be analytic near
    `at`, without a kink within a difference step h. The two methods may differ by AGREEMENT plus
    the rounding error of a difference quotient, about ε·|loss|/h. Raises OracleError if they differ
    by more, or if that rounding error exceeds LARGEST_BLUR.
    Source: Squire and Trapp, Using complex variables to estimate derivatives (1998).
    """
    exact = np.asarray(complex_step(loss, at))
    numeric = np.asarray(central_difference(loss, at))
    size = max(np.abs(exact).max(initial=0.0), SMALLEST_SIZE)
    blur = 2 * np.finfo(np.float64).eps * abs(float(loss(at))) / _STEP
    if blur > LARGEST_BLUR * size:
        raise OracleError(f"rounding blurs the gradient, of size {size:.2e}, by {blur:.2e}")
    difference = np.abs(exact - numeric).max(initial=0.0)
    if not difference <= AGREEMENT * size + blur:
        raise OracleError(
            f"complex step and central difference differ by {difference:.2e} "
            f"where the gradient is of size {size:.2e}"
        )
    return exact
