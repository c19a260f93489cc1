"""Mistakes in the error signal of the output layer."""

import numpy as np

from ..common import CATALOGUE, Table

OUTPUT_SIGNALS: Table = {
    CATALOGUE["sign"].asking("Which way round is the residual in ∂J/∂ŷ?"): lambda n: -n.Do,
    CATALOGUE["sum-not-mean"]: lambda n: n.Do * len(n.Y),
    CATALOGUE["mean-taken-twice"]: lambda n: n.Do / len(n.Y),
    CATALOGUE["factor-two-kept"]: lambda n: 2 * n.Do,
    CATALOGUE["output-derivative-missing"].asking(
        "The output has an activation too. Where does its derivative come in?"
    ): lambda n: n.residual / len(n.Y),
    CATALOGUE["derivative-at-activation"].asking(
        "`df` acts on pre-activations. What do you hand it in the output layer?"
    ): lambda n: n.residual * n.df(n.values["A"]) / len(n.Y),
    CATALOGUE["error-signal-averaged-first"]: lambda n: (
        n.residual.mean(axis=0) * n.df(n.values["Z3"]) / len(n.Y)
    ),
    CATALOGUE["gradient-of-network-output"]: lambda n: n.df(n.values["Z3"]),
    CATALOGUE["mean-over-outputs"]: lambda n: n.Do / n.Y.shape[1],
    CATALOGUE["activation-not-derivative"].asking(
        "Is it f or f′ that the residual meets in the output layer?"
    ): lambda n: n.residual * n.values["A"] / len(n.Y),
    CATALOGUE["absolute-residual"]: lambda n: np.abs(n.residual) * n.df(n.values["Z3"]) / len(n.Y),
}
"""The error signal of the output layer, as each mistake would have it."""
