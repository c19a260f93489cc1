"""What goes wrong on the way back through a product, and through a bias added to every row."""

import numpy as np

from ..common import CATALOGUE, Table

SIGN = CATALOGUE["sign"].asking(
    "The residual is in what arrives. Which other step could turn the sign?"
)
NOTHING_ARRIVES = CATALOGUE["arriving-gradient-missing"]

OF_EITHER: Table = {
    CATALOGUE["transposed"]: lambda p: p.right.T,
    CATALOGUE["mean-not-sum"]: lambda p: p.right / len(p.layer.X),
    CATALOGUE["mean-over-entries"]: lambda p: p.right / p.layer.G.size,
    CATALOGUE["mean-over-inputs"]: lambda p: p.right / len(p.layer.W),
    CATALOGUE["output-not-gradient"]: lambda p: p.of_output,
    SIGN: lambda p: -p.right,
    CATALOGUE["unit-axis-dropped"]: lambda p: np.squeeze(p.right),
    CATALOGUE["gradients-in-other-order"]: lambda p: p.other,
    CATALOGUE["order-by-shapes"]: lambda p: p.in_own_order,
}
OF_INPUT: Table = {
    CATALOGUE["input-gradient-summed"]: lambda p: p.right.sum(axis=0),
    CATALOGUE["weights-moved-first"]: lambda p: p.after_step,
}
OF_WEIGHTS: Table = {
    CATALOGUE["product-of-sums"]: lambda p: np.outer(p.layer.X.sum(axis=0), p.layer.G.sum(axis=0)),
    CATALOGUE["product-of-means"]: lambda p: np.outer(
        p.layer.X.mean(axis=0), p.layer.G.mean(axis=0)
    ),
    CATALOGUE["weight-gradient-not-summed"]: lambda p: p.layer.per_sample,
    CATALOGUE["overwritten-by-last-sample"]: lambda p: p.layer.per_sample[-1],
    CATALOGUE["returned-after-first-sample"]: lambda p: p.layer.per_sample[0],
}
OF_PRODUCT = {"dX": OF_EITHER | OF_INPUT, "dW": OF_EITHER | OF_WEIGHTS}
"""dX and dW, as each mistake would have them."""

OF_BIAS: Table = {
    CATALOGUE["bias-gradient-not-summed"]: lambda G: G,
    CATALOGUE["mean-not-sum"]: lambda G: G.mean(axis=0),
    SIGN: lambda G: -G.sum(axis=0),
    CATALOGUE["summed-along-other-axis"]: lambda G: G.sum(axis=1),
    CATALOGUE["mean-over-entries"]: lambda G: G.sum(axis=0) / G.size,
    CATALOGUE["sum-of-everything"]: lambda G: G.sum(),
    CATALOGUE["mean-of-everything"]: lambda G: G.mean(),
    CATALOGUE["overwritten-by-last-sample"]: lambda G: G[-1],
    CATALOGUE["returned-after-first-sample"]: lambda G: G[0],
    NOTHING_ARRIVES: lambda G: np.full(G.shape[1], float(len(G))),
    NOTHING_ARRIVES.with_variant("rows too"): lambda G: np.ones(G.shape[1]),
    CATALOGUE["unit-axis-dropped"]: lambda G: np.squeeze(G.sum(axis=0)),
    CATALOGUE["bias-gradient-missing"]: lambda G: np.zeros(G.shape[1]),
}
"""db, as each mistake would have it, from the gradient that arrives."""
