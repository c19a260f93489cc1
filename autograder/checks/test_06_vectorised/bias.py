"""A bias that is added to every row, and what goes wrong in its gradient."""

from collections.abc import Callable

import numpy as np

from autograder.diagnosis.mistakes import Mistake, bias_left_out, not_summed

from .affine import AVERAGED, DROPPED, FIRST, LAST, MEAN_OF_ALL, SIGN

ALONE = "the derivative of the operation alone."
WHICH_ENTRIES = "Each unit has a bias of its own. Which entries of dZ does one of them reach?"
MULTIPLIED = "With what is the derivative of Z by the bias multiplied on the way back?"


def derived(dZ: np.ndarray) -> np.ndarray:
    return np.einsum("ik->k", dZ)


MISTAKES: dict[Mistake, Callable[[np.ndarray], np.ndarray]] = {
    not_summed("T12"): lambda dZ: dZ,
    AVERAGED: lambda dZ: derived(dZ) / len(dZ),
    SIGN: lambda dZ: -derived(dZ),
    Mistake(
        "V16",
        "added up along the other axis",
        "one value for every sample.",
        "How many biases are there, and which axis counts them?",
    ): lambda dZ: np.einsum("ik->i", dZ),
    MEAN_OF_ALL: lambda dZ: derived(dZ) / dZ.size,
    Mistake("V17", "everything added up", "a sum over all entries.", WHICH_ENTRIES): (
        lambda dZ: dZ.sum()
    ),
    Mistake("V17", "mean of everything", "a mean over all entries.", WHICH_ENTRIES): (
        lambda dZ: dZ.mean()
    ),
    LAST: lambda dZ: dZ[-1],
    FIRST: lambda dZ: dZ[0],
    Mistake("V18", "arriving gradient left out", ALONE, MULTIPLIED): (
        lambda dZ: np.full(dZ.shape[1], float(len(dZ)))
    ),
    Mistake("V18", "arriving gradient and rows left out", ALONE, MULTIPLIED): (
        lambda dZ: np.ones(dZ.shape[1])
    ),
    DROPPED: lambda dZ: np.squeeze(derived(dZ)),
    bias_left_out("D12"): lambda dZ: np.zeros(dZ.shape[1]),
}
"""db, as each mistake would have it."""
