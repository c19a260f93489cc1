"""Activations, softmax, and a network with a ReLU layer. Lectures 04 and 08."""

from collections.abc import Callable
from typing import Any

import numpy as np
from sympy import Eq, Integer, Piecewise, exp, log, tanh

from nnlib import functions, losses, scalar
from nnlib.formulas.elementwise import above_zero, logarithm, power, reciprocal, relu
from nnlib.formulas.formula import (
    Formula,
    Forward,
    letters,
    matrix,
    ones,
    passed,
    reverse_mode,
    times,
    total,
)
from nnlib.formulas.logistic import SIGMA
from nnlib.net import Net

a, z, J, m, d, h, c = letters("a z J m d h c")


def _activation(lecture: str, name: str, latex: str, right: Any, forward: Forward) -> Formula:
    unit = functions.ACTIVATIONS[name]
    return Formula(
        lecture, f"{name}_derivative", latex, forward, a, z, right,
        lambda z: unit.prime(unit.f(z)),
    )  # fmt: skip


UNITS = (
    _activation("04", "sigmoid", r"\sigma'(z) = a(1 - a)", a * (1 - a), SIGMA),
    _activation("08", "tanh", r"\tanh'(z) = 1 - a^2", 1 - a**2, Forward("tanh", {a: tanh(z)})),
    _activation(
        "08", "relu",
        r"\operatorname{relu}'(z) = [z > 0] = [a > 0]",
        above_zero(z), Forward("relu", {a: relu(z)}),
    ),
    _activation(
        "08", "softplus",
        r"\operatorname{softplus}'(z) = \sigma(z) = 1 - e^{-a}",
        1 - exp(-a), Forward("softplus", {a: log(1 + exp(z))}),
    ),
    _activation(
        "08", "identity",
        r"\operatorname{identity}'(z) = 1",
        Integer(1), Forward("identity", {a: z}),
    ),
)  # fmt: skip
"""a = f(z), and the derivative from the output a. The step's is in `perceptron`."""

# --- softmax and its loss ------------------------------------------------------------------------

j, k = letters("j k")
zs, ps = matrix("z", c, 1), matrix("p", c, 1)
SOFTMAX = Forward("softmax", {ps: zs.applyfunc(power) * reciprocal(total(zs.applyfunc(power)))})

X, Y, W_1, W_2 = matrix("X", m, d), matrix("Y", m, c), matrix("W_1", d, h), matrix("W_2", h, c)
b_1, b_2 = matrix("b_1", 1, h), matrix("b_2", 1, c)
Z_1, A_1, D_1 = (matrix(name, m, h) for name in ("Z_1", "A_1", "D_1"))
Z_2, P, D_2 = (matrix(name, m, c) for name in ("Z_2", "P", "D_2"))
POWERS = Z_2.applyfunc(power)
DIGITS = Forward(
    "digits",
    {
        Z_1: X * W_1 + ones(m) * b_1, A_1: Z_1.applyfunc(relu),
        Z_2: A_1 * W_2 + ones(m) * b_2,
        P: times(POWERS, (POWERS * ones(c)).applyfunc(reciprocal) * ones(c).T),
        J: -total(times(Y, P.applyfunc(logarithm))) / m,
    },
    adjoints={D_2: Z_2, D_1: Z_1},
)  # fmt: skip


def _softmax(z: Any) -> Any:
    powers = [scalar.exp(entry) for entry in z]
    return np.array([power / sum(powers) for power in powers], object)


def _net(pick: Callable[[Net], Any]) -> Callable[..., Any]:
    def computed(X: Any, Y: Any, W_1: Any, b_1: Any, W_2: Any, b_2: Any) -> Any:
        layers, labels = [(W_1, b_1), (W_2, b_2)], Y.argmax(axis=1)
        return pick(passed(X, labels, layers, ["relu", "identity"], "softmax_cross_entropy"))

    return computed


NETWORK = (
    Formula(
        "08", "softmax",
        r"\frac{\partial p_j}{\partial z_k} = p_j \bigl([j = k] - p_k\bigr)",
        SOFTMAX, ps, zs, ps[j, 0] * (Piecewise((1, Eq(j, k)), (0, True)) - ps[k, 0]),
        reverse_mode(_softmax, "z"),
    ),
    Formula(
        "08", "softmax_cross_entropy",
        r"D_2 = \frac{\partial J}{\partial Z_2} = \frac1m (P - Y)",
        DIGITS, J, Z_2, (P - Y) / m,
        lambda Z_2, Y: losses.softmax_cross_entropy(Z_2, Y.argmax(axis=1))[1],
    ),
    Formula(
        "08", "digits_output_weights",
        r"\frac{\partial J}{\partial W_2} = A_1^\top D_2",
        DIGITS, J, W_2, A_1.T * D_2,
        _net(lambda net: net.dW[1]),
    ),
    Formula(
        "08", "digits_output_bias",
        r"\frac{\partial J}{\partial b_2} = \mathbf{1}^\top D_2",
        DIGITS, J, b_2, ones(m).T * D_2,
        _net(lambda net: net.db[1]),
    ),
    Formula(
        "08", "digits_hidden_delta",
        r"D_1 = \frac{\partial J}{\partial Z_1} = (D_2 W_2^\top) \odot [Z_1 > 0]",
        DIGITS, J, Z_1, times(D_2 * W_2.T, Z_1.applyfunc(above_zero)),
        _net(lambda net: net.deltas[0]),
    ),
    Formula(
        "08", "digits_hidden_weights",
        r"\frac{\partial J}{\partial W_1} = X^\top D_1",
        DIGITS, J, W_1, X.T * D_1,
        _net(lambda net: net.dW[0]),
    ),
    Formula(
        "08", "digits_hidden_bias",
        r"\frac{\partial J}{\partial b_1} = \mathbf{1}^\top D_1",
        DIGITS, J, b_1, ones(m).T * D_1,
        _net(lambda net: net.db[0]),
    ),
)  # fmt: skip
"""Z₁ = XW₁ + b₁, A₁ = max(0, Z₁), Z₂ = A₁W₂ + b₂, P = softmax(Z₂), Y one-hot, J the mean."""

FORMULAS = UNITS + NETWORK
