"""Reference gradients, taken from the forward definition alone.

The oracle never sees a derivation: it differentiates the loss by complex step and by central
differences, and hands a gradient out only when the two agree.
"""

from collections.abc import Callable

import numpy as np

from nnlib.check import central_difference, complex_step

AGREEMENT = 1e-6
"""Largest difference of the two methods, relative to the largest entry of the gradient."""


class OracleError(Exception):
    """The two ways of differentiating disagree: the case must not be used."""


def gradient(loss: Callable, at: np.ndarray | float) -> np.ndarray:
    """Return ∂loss/∂at, with the shape of `at`.

    `loss` maps an array shaped like `at`, real or complex, to a number and must be analytic near
    `at`: no kink within reach of a difference step. Raises OracleError if complex step and central
    difference disagree by more than AGREEMENT.
    Source: Squire and Trapp, Using complex variables to estimate derivatives (1998).
    """
    exact = np.asarray(complex_step(loss, at))
    numeric = np.asarray(central_difference(loss, at))
    scale = max(np.abs(exact).max(initial=0.0), 1e-3)
    if not np.abs(exact - numeric).max(initial=0.0) <= AGREEMENT * scale:
        raise OracleError(
            f"complex step and central difference differ by {np.abs(exact - numeric).max():.2e} "
            f"where the gradient is of size {scale:.2e}"
        )
    return exact
