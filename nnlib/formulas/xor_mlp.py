"""One hidden layer of sigmoids, index by index, and two units before a probability. Lecture 07."""

from collections.abc import Callable
from typing import Any

from sympy import Integer, log, symbols

from nnlib import functions, losses
from nnlib.formulas.elementwise import from_output, sigma
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
from nnlib.net import Net

C, n, d, h, b_2 = letters("C n d h b_2")
i, j, jprime = symbols("i j jprime")
x, w_1, b_1, w_2 = matrix("x", n, d), matrix("w_1", d, h), matrix("b_1", 1, h), matrix("w_2", h, 1)
z_1, a_1 = matrix("z_1", n, h), matrix("a_1", n, h)
z, a, y = matrix("z", n, 1), matrix("a", n, 1), matrix("y", n, 1)
TWO_LAYER = Forward(
    "two layers",
    {
        z_1: x * w_1 + ones(n) * b_1, a_1: z_1.applyfunc(sigma),
        z: a_1 * w_2 + b_2 * ones(n), a: z.applyfunc(sigma),
        C: total(times(y - a, y - a)) / 2,
    },
)  # fmt: skip
DELTA = times(a - y, a.applyfunc(from_output))
DELTA_1 = times(DELTA * w_2.T, a_1.applyfunc(from_output))

W_10, W_11, W_20, W_21, W_30, W_31, W_32 = letters("W_10 W_11 W_20 W_21 W_30 W_31 W_32")
h_1, h_2, q, p, label, predictor, L = letters("h_1 h_2 q p y x L")
TWO_UNITS = Forward(
    "two units",
    {
        h_1: sigma(W_10 + W_11 * predictor), h_2: sigma(W_20 + W_21 * predictor),
        q: W_31 * h_1 + W_32 * h_2 + W_30, p: sigma(q),
        L: -(label * log(p) + (1 - label) * log(1 - p)),
    },
)  # fmt: skip


def _two_layer(pick: Callable[[Net], Any]) -> Callable[..., Any]:
    def computed(x: Any, y: Any, w_1: Any, b_1: Any, w_2: Any, b_2: Any) -> Any:
        layers = [(w_1, b_1), (w_2[:, None], b_2)]
        return pick(passed(x, y[:, None], layers, "sigmoid", "half_squared"))

    return computed


def _two_units(pick: Callable[[Net], Any]) -> Callable[..., Any]:
    def computed(
        x: Any, y: Any, W_10: Any, W_11: Any, W_20: Any, W_21: Any, W_30: Any, W_31: Any, W_32: Any
    ) -> Any:
        layers = [([[W_11, W_21]], [W_10, W_20]), ([[W_31], [W_32]], W_30)]
        ends = ["sigmoid", "identity"]
        return pick(passed([[x]], [[y]], layers, ends, "binary_cross_entropy"))

    return computed


def _inner(a_1: Any, w_2: Any, b_2: Any) -> Any:
    return [z + b_2 for z in a_1 @ w_2]


def _outer(x: Any, w_1: Any, b_1: Any) -> Any:
    return x @ w_1 + b_1


FACTORS = (
    Formula(
        "07", "two_layer_loss_by_output",
        r"\frac{\partial C}{\partial a_i} = a_i - y_i",
        TWO_LAYER, C, a, a - y,
        lambda a, y: losses.half_squared(a, y)[1],
    ),
    Formula(
        "07", "two_layer_output_by_sum",
        r"\frac{\partial a_i}{\partial z_i} = a_i (1 - a_i)",
        TWO_LAYER, a, z, a[i, 0] * (1 - a[i, 0]),
        lambda a: functions.sigmoid_prime(a),
    ),
    Formula(
        "07", "two_layer_sum_by_weight",
        r"\frac{\partial z_i}{\partial w_j^{(2)}} = a_{ij}^{(1)}",
        TWO_LAYER, z, w_2, a_1[i, j],
        reverse_mode(_inner, "w_2"),
    ),
    Formula(
        "07", "two_layer_sum_by_bias",
        r"\frac{\partial z_i}{\partial b^{(2)}} = 1",
        TWO_LAYER, z, b_2, Integer(1),
        reverse_mode(_inner, "b_2"),
    ),
    Formula(
        "07", "two_layer_sum_by_hidden",
        r"\frac{\partial z_i}{\partial a_{ij}^{(1)}} = w_j^{(2)}",
        TWO_LAYER, z, a_1, w_2[j, 0],
        reverse_mode(_inner, "a_1", "iij->ij"),
    ),
    Formula(
        "07", "two_layer_hidden_by_sum",
        r"\frac{\partial a_{ij}^{(1)}}{\partial z_{ij}^{(1)}}"
        r" = a_{ij}^{(1)} \bigl(1 - a_{ij}^{(1)}\bigr)",
        TWO_LAYER, a_1, z_1, a_1[i, j] * (1 - a_1[i, j]),
        lambda a_1: functions.sigmoid_prime(a_1),
    ),
    Formula(
        "07", "two_layer_hidden_sum_by_weight",
        r"\frac{\partial z_{ij}^{(1)}}{\partial w_{j'j}^{(1)}} = x_{ij'}",
        TWO_LAYER, z_1, w_1, x[i, jprime],
        reverse_mode(_outer, "w_1", "ijkj->ijk"),
    ),
    Formula(
        "07", "two_layer_hidden_sum_by_bias",
        r"\frac{\partial z_{ij}^{(1)}}{\partial b_j^{(1)}} = 1",
        TWO_LAYER, z_1, b_1, Integer(1),
        reverse_mode(_outer, "b_1", "ijj->ij"),
    ),
)  # fmt: skip

GRADIENTS = (
    Formula(
        "07", "two_layer_hidden_weights",
        r"\frac{\partial C}{\partial w_{j'j}^{(1)}} = \sum_{i=1}^n (a_i - y_i)\, a_i (1 - a_i)"
        r"\, w_j^{(2)} a_{ij}^{(1)} \bigl(1 - a_{ij}^{(1)}\bigr)\, x_{ij'}",
        TWO_LAYER, C, w_1, x.T * DELTA_1,
        _two_layer(lambda net: net.dW[0]),
    ),
    Formula(
        "07", "two_layer_hidden_bias",
        r"\frac{\partial C}{\partial b_j^{(1)}} = \sum_{i=1}^n (a_i - y_i)\, a_i (1 - a_i)"
        r"\, w_j^{(2)} a_{ij}^{(1)} \bigl(1 - a_{ij}^{(1)}\bigr)",
        TWO_LAYER, C, b_1, ones(n).T * DELTA_1,
        _two_layer(lambda net: net.db[0]),
    ),
    Formula(
        "07", "two_layer_output_weights",
        r"\frac{\partial C}{\partial w_j^{(2)}}"
        r" = \sum_{i=1}^n (a_i - y_i)\, a_i (1 - a_i)\, a_{ij}^{(1)}",
        TWO_LAYER, C, w_2, a_1.T * DELTA,
        _two_layer(lambda net: net.dW[1][:, 0]),
    ),
    Formula(
        "07", "two_layer_output_bias",
        r"\frac{\partial C}{\partial b^{(2)}} = \sum_{i=1}^n (a_i - y_i)\, a_i (1 - a_i)",
        TWO_LAYER, C, b_2, total(DELTA),
        _two_layer(lambda net: net.db[1].item()),
    ),
    Formula(
        "07", "two_units_output_weight",
        r"\frac{\partial L}{\partial W_{31}} = (p - y)\, h_1",
        TWO_UNITS, L, W_31, (p - label) * h_1,
        _two_units(lambda net: net.dW[1][0].item()),
    ),
    Formula(
        "07", "two_units_output_bias",
        r"\frac{\partial L}{\partial W_{30}} = p - y",
        TWO_UNITS, L, W_30, p - label,
        _two_units(lambda net: net.db[1].item()),
    ),
    Formula(
        "07", "two_units_hidden_weight",
        r"\frac{\partial L}{\partial W_{11}} = (p - y)\, W_{31}\, h_1 (1 - h_1)\, x",
        TWO_UNITS, L, W_11, (p - label) * W_31 * h_1 * (1 - h_1) * predictor,
        _two_units(lambda net: net.dW[0][0, 0].item()),
    ),
    Formula(
        "07", "two_units_hidden_bias",
        r"\frac{\partial L}{\partial W_{10}} = (p - y)\, W_{31}\, h_1 (1 - h_1)",
        TWO_UNITS, L, W_10, (p - label) * W_31 * h_1 * (1 - h_1),
        _two_units(lambda net: net.db[0][0].item()),
    ),
)  # fmt: skip

FORMULAS = FACTORS + GRADIENTS
