"""A bias that is added to every row, and what goes wrong in its gradient."""

from collections.abc import Callable

import numpy as np

from autograder.diagnosis.mistakes import CATALOGUE, Mistake

from .affine import AVERAGED, DROPPED, FIRST, LAST, MEAN_OF_ALL, SIGN


def derived(dZ: np.ndarray) -> np.ndarray:
    return np.einsum("ik->k", dZ)


MISTAKES: dict[Mistake, Callable[[np.ndarray], np.ndarray]] = {
    CATALOGUE["bias-gradient-not-summed"]: lambda dZ: dZ,
    AVERAGED: lambda dZ: derived(dZ) / len(dZ),
    SIGN: lambda dZ: -derived(dZ),
    CATALOGUE["summed-along-other-axis"]: lambda dZ: np.einsum("ik->i", dZ),
    MEAN_OF_ALL: lambda dZ: derived(dZ) / dZ.size,
    CATALOGUE["sum-of-everything"]: lambda dZ: dZ.sum(),
    CATALOGUE["mean-of-everything"]: lambda dZ: dZ.mean(),
    LAST: lambda dZ: dZ[-1],
    FIRST: lambda dZ: dZ[0],
    CATALOGUE["arriving-gradient-missing"]: lambda dZ: np.full(dZ.shape[1], float(len(dZ))),
    CATALOGUE["arriving-gradient-missing"].with_variant("rows too"): (
        lambda dZ: np.ones(dZ.shape[1])
    ),
    DROPPED: lambda dZ: np.squeeze(derived(dZ)),
    CATALOGUE["bias-gradient-missing"]: lambda dZ: np.zeros(dZ.shape[1]),
}
"""db, as each mistake would have it."""
