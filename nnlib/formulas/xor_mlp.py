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

S, m, d, h, b_2 = letters("S m d h b_2")
i, j, jprime = symbols("i j jprime")
x, w_1, b_1, w_2 = matrix("x", m, d), matrix("w_1", d, h), matrix("b_1", 1, h), matrix("w_2", h, 1)
z_1, a_1 = matrix("z_1", m, h), matrix("a_1", m, h)
z, a, y = matrix("z", m, 1), matrix("a", m, 1), matrix("y", m, 1)
TWO_LAYER = Forward(
    "two layers",
    {
        z_1: x * w_1 + ones(m) * b_1, a_1: z_1.applyfunc(sigma),
        z: a_1 * w_2 + b_2 * ones(m), a: z.applyfunc(sigma),
        S: total(times(y - a, y - a)) / 2,
    },
)  # fmt: skip
DELTA = times(a - y, a.applyfunc(from_output))
DELTA_1 = times(DELTA * w_2.T, a_1.applyfunc(from_output))

b_11, w_11, b_12, w_12, b_out, w_21, w_22 = letters("b_1_1 w_1_11 b_1_2 w_1_12 b_2 w_2_1 w_2_2")
h_1, h_2, s, p, label, predictor, J = letters("a_1 a_2 z p y x J")
TWO_UNITS = Forward(
    "two units",
    {
        h_1: sigma(b_11 + w_11 * predictor), h_2: sigma(b_12 + w_12 * predictor),
        s: w_21 * h_1 + w_22 * h_2 + b_out, p: sigma(s),
        J: -(label * log(p) + (1 - label) * log(1 - p)),
    },
)  # fmt: skip


def _two_layer(pick: Callable[[Net], Any]) -> Callable[..., Any]:
    def computed(x: Any, y: Any, w_1: Any, b_1: Any, w_2: Any, b_2: Any) -> Any:
        layers = [(w_1, b_1), (w_2[:, None], b_2)]
        return pick(passed(x, y[:, None], layers, "sigmoid", "half_squared"))

    return computed


def _two_units(pick: Callable[[Net], Any]) -> Callable[..., Any]:
    def computed(
        x: Any, y: Any, b_1_1: Any, w_1_11: Any, b_1_2: Any, w_1_12: Any,
        b_2: Any, w_2_1: Any, w_2_2: Any,
    ) -> Any:  # fmt: skip
        layers = [([[w_1_11, w_1_12]], [b_1_1, b_1_2]), ([[w_2_1], [w_2_2]], b_2)]
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
        r"\frac{\partial S}{\partial a_i} = a_i - y_i",
        TWO_LAYER, S, a, a - y,
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
        r"\frac{\partial S}{\partial w_{j'j}^{(1)}} = \sum_{i=1}^m (a_i - y_i)\, a_i (1 - a_i)"
        r"\, w_j^{(2)} a_{ij}^{(1)} \bigl(1 - a_{ij}^{(1)}\bigr)\, x_{ij'}",
        TWO_LAYER, S, w_1, x.T * DELTA_1,
        _two_layer(lambda net: net.dW[0]),
    ),
    Formula(
        "07", "two_layer_hidden_bias",
        r"\frac{\partial S}{\partial b_j^{(1)}} = \sum_{i=1}^m (a_i - y_i)\, a_i (1 - a_i)"
        r"\, w_j^{(2)} a_{ij}^{(1)} \bigl(1 - a_{ij}^{(1)}\bigr)",
        TWO_LAYER, S, b_1, ones(m).T * DELTA_1,
        _two_layer(lambda net: net.db[0]),
    ),
    Formula(
        "07", "two_layer_output_weights",
        r"\frac{\partial S}{\partial w_j^{(2)}}"
        r" = \sum_{i=1}^m (a_i - y_i)\, a_i (1 - a_i)\, a_{ij}^{(1)}",
        TWO_LAYER, S, w_2, a_1.T * DELTA,
        _two_layer(lambda net: net.dW[1][:, 0]),
    ),
    Formula(
        "07", "two_layer_output_bias",
        r"\frac{\partial S}{\partial b^{(2)}} = \sum_{i=1}^m (a_i - y_i)\, a_i (1 - a_i)",
        TWO_LAYER, S, b_2, total(DELTA),
        _two_layer(lambda net: net.db[1].item()),
    ),
    Formula(
        "07", "two_units_output_weight",
        r"\frac{\partial J}{\partial w_1^{(2)}} = (p - y)\, a_1",
        TWO_UNITS, J, w_21, (p - label) * h_1,
        _two_units(lambda net: net.dW[1][0].item()),
    ),
    Formula(
        "07", "two_units_output_bias",
        r"\frac{\partial J}{\partial b^{(2)}} = p - y",
        TWO_UNITS, J, b_out, p - label,
        _two_units(lambda net: net.db[1].item()),
    ),
    Formula(
        "07", "two_units_hidden_weight",
        r"\frac{\partial J}{\partial w_{11}^{(1)}} = (p - y)\, w_1^{(2)}\, a_1 (1 - a_1)\, x",
        TWO_UNITS, J, w_11, (p - label) * w_21 * h_1 * (1 - h_1) * predictor,
        _two_units(lambda net: net.dW[0][0, 0].item()),
    ),
    Formula(
        "07", "two_units_hidden_bias",
        r"\frac{\partial J}{\partial b_1^{(1)}} = (p - y)\, w_1^{(2)}\, a_1 (1 - a_1)",
        TWO_UNITS, J, b_11, (p - label) * w_21 * h_1 * (1 - h_1),
        _two_units(lambda net: net.db[0][0].item()),
    ),
)  # fmt: skip

FORMULAS = FACTORS + GRADIENTS
