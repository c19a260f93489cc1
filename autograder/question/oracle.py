"""Reference gradients, taken from the forward definition alone.

The oracle never sees a derivation: it differentiates the loss by complex step and by central
differences, and hands a gradient out only when the two agree as closely as they can.
"""

from collections.abc import Callable

import numpy as np

from nnlib.check import central_difference, complex_step

AGREEMENT = 1e-6
"""Largest difference of the two methods, relative to the largest entry of the gradient."""

VISIBLE = 1e-5
"""Largest share of the gradient that rounding may blur: a tenth of what an answer may be off."""

SMALLEST = 1e-3
"""A gradient is measured against at least this, since it may be 0."""

_STEP = float(np.finfo(np.float64).eps ** (1 / 3))


class OracleError(Exception):
    """The two ways of differentiating disagree, or cannot tell: the case must not be used."""


def gradient(loss: Callable, at: np.ndarray | float) -> np.ndarray:
    """Return ∂loss/∂at, with the shape of `at`.

    `loss` maps an array shaped like `at`, real or complex, to a number and must be analytic near
    `at`: no kink within reach of a difference step. The two methods may differ by AGREEMENT, and by
    what rounding in the loss makes of a difference: some ε·|loss|/h. Raises OracleError if they
    differ by more, or if the rounding alone would hide an error that counts.
    Source: Squire and Trapp, Using complex variables to estimate derivatives (1998).
    """
    exact = np.asarray(complex_step(loss, at))
    numeric = np.asarray(central_difference(loss, at))
    size = max(np.abs(exact).max(initial=0.0), SMALLEST)
    blur = 2 * np.finfo(np.float64).eps * abs(float(loss(at))) / _STEP
    if blur > VISIBLE * size:
        raise OracleError(f"rounding blurs the gradient, of size {size:.2e}, by {blur:.2e}")
    difference = np.abs(exact - numeric).max(initial=0.0)
    if not difference <= AGREEMENT * size + blur:
        raise OracleError(
            f"complex step and central difference differ by {difference:.2e} "
            f"where the gradient is of size {size:.2e}"
        )
    return exact
