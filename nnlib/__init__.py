"""A small NumPy library for perceptrons and backpropagation, to be read like a textbook.

Read `functions`, `operations`, `graph` and `scalar`, `losses`, `net` with `initial` and `training`,
`optim`, `perceptron`, `check`, `costs`, `notation`, `datasets` in this order. `plots`, `widgets`
and `formulas` stand apart: they alone need more than NumPy.
"""

from nnlib import datasets, notation, perceptron, scalar
from nnlib.check import central_difference, complex_step, gradient_check
from nnlib.functions import (
    ACTIVATIONS,
    Activation,
    identity,
    identity_prime,
    relu,
    relu_prime,
    sigmoid,
    sigmoid_prime,
    sign,
    softmax,
    softplus,
    softplus_prime,
    step,
    step_prime,
    tanh,
    tanh_prime,
)
from nnlib.graph import leaves, table, to_source
from nnlib.initial import INITIALISERS
from nnlib.losses import (
    LOSSES,
    binary_cross_entropy,
    half_mean_squared,
    half_squared,
    plus_minus_cross_entropy,
    softmax_cross_entropy,
    squared,
)
from nnlib.net import Net
from nnlib.optim import (
    Adam,
    GradientDescent,
    Momentum,
    constant,
    inverse_time,
    largest_stable_rate,
    minibatches,
    step_decay,
)
from nnlib.scalar import Dual, Var, logistic_graph

__all__ = [
    "ACTIVATIONS",
    "INITIALISERS",
    "LOSSES",
    "Activation",
    "Adam",
    "Dual",
    "GradientDescent",
    "Momentum",
    "Net",
    "Var",
    "binary_cross_entropy",
    "central_difference",
    "complex_step",
    "constant",
    "datasets",
    "gradient_check",
    "half_mean_squared",
    "half_squared",
    "identity",
    "identity_prime",
    "inverse_time",
    "largest_stable_rate",
    "leaves",
    "logistic_graph",
    "minibatches",
    "notation",
    "perceptron",
    "plus_minus_cross_entropy",
    "relu",
    "relu_prime",
    "scalar",
    "sigmoid",
    "sigmoid_prime",
    "sign",
    "softmax",
    "softmax_cross_entropy",
    "softplus",
    "softplus_prime",
    "squared",
    "step",
    "step_decay",
    "step_prime",
    "table",
    "tanh",
    "tanh_prime",
    "to_source",
]
