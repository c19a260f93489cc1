"""What it takes to differentiate a chain of units by all its weights, counted in four ways.

The chain has one unit in each layer, a_k = f(w_k a_{k−1} + b_k) with a₀ = x, and the derivative of
its output by a weight is a product of slopes f′, weights and one input. Lecture 03.
"""

import numpy as np

from nnlib.validate import Array, whole


def chain_costs(L: int) -> dict[str, Array]:
    """Return where the multiplications for all derivatives of a chain are spent, for each way.

    L ≥ 1: the layers. Keys: "literal", every long expression with its arguments written out;
    "one forward pass each"; "forward pass kept" by all derivatives; "backpropagation". Values:
    whole numbers (L + 1, L), in which column k stands for the (k + 1)th layer, row 0 for what all
    derivatives share, row 1 for what the derivative by w_L takes beyond it, and so on to w₁ in row
    L. A product of four factors takes three multiplications; calls of f and f′, additions and the
    residual are not counted. Raises TypeError or ValueError for an L that is no such number.
    Lecture 03.
    """
    layer = np.arange(1, whole("L", L, at_least=1) + 1)
    weight = layer[::-1, None]
    # The product of each derivative: a weight and a slope for each later layer, then the input.
    product = np.where(layer > weight, 2, layer == weight)
    # In the long expression layer k is worked out in the argument of every slope from there on, and
    # in the input.
    nested = L + 1 - np.maximum(layer, weight) + (layer < weight)
    # Backpropagation takes the product of the weight before, without its input, and goes on.
    handed_on = np.where(layer == weight + 1, 2, layer == weight)
    once, never = np.ones_like(layer), np.zeros_like(layer)
    return {
        "literal": np.vstack([never, nested + product]),
        "one forward pass each": np.vstack([never, once + product]),
        "forward pass kept": np.vstack([once, product]),
        "backpropagation": np.vstack([once, handed_on]),
    }
