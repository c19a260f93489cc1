"""Networks of a few numbers, weight by weight: the path rule. Lecture 07.

A weight's gradient is the slope of the loss, times what leads from the weight's unit to the output,
summed over all paths, times the input of the weight.
"""

from typing import Any

from sympy import Max, Piecewise

from nnlib.formulas.formula import Formula, Forward, letters, reverse_mode
from nnlib.scalar import relu

x_1, x_2, y, E = letters("x_1 x_2 y E")
a_3, a_4, yhat, w_13, w_23, w_14, w_24, w_35, w_45 = letters(
    "a_3 a_4 yhat w_13 w_23 w_14 w_24 w_35 w_45"
)
SUM_3, SUM_4 = w_13 * x_1 + w_23 * x_2, w_14 * x_1 + w_24 * x_2
END = {yhat: w_35 * a_3 + w_45 * a_4, E: (yhat - y) ** 2}
LINEAR = Forward("linear network", {a_3: SUM_3, a_4: SUM_4, **END})
RELU = Forward("relu network", {a_3: Max(0, SUM_3), a_4: SUM_4, **END})

w_0, w_1, w_2, w_3, w_4, w_5, w_6, w_7, w_8, w_9 = letters("w_:10")
a_1, a_2, a_3, a_4, yhat = letters("a_1 a_2 a_3 a_4 yhat")
PATHS = Forward(
    "path network",
    {
        a_1: w_1 * x_1 + w_4 * x_2, a_2: w_5 * x_1 + w_8 * x_2,
        a_3: w_2 * a_1 + w_7 * a_2, a_4: w_6 * a_1 + w_9 * a_2,
        yhat: w_3 * a_3 + w_0 * a_4,
        E: (yhat - y) ** 2,
    },
)  # fmt: skip


def _linear(
    x_1: Any, x_2: Any, y: Any,
    w_13: Any, w_23: Any, w_14: Any, w_24: Any, w_35: Any, w_45: Any,
) -> Any:  # fmt: skip
    return _error(w_35 * (w_13 * x_1 + w_23 * x_2) + w_45 * (w_14 * x_1 + w_24 * x_2), y)


def _relu(
    x_1: Any, x_2: Any, y: Any,
    w_13: Any, w_23: Any, w_14: Any, w_24: Any, w_35: Any, w_45: Any,
) -> Any:  # fmt: skip
    return _error(w_35 * relu(w_13 * x_1 + w_23 * x_2) + w_45 * (w_14 * x_1 + w_24 * x_2), y)


def _paths(
    x_1: Any, x_2: Any, y: Any, w_0: Any, w_1: Any, w_2: Any, w_3: Any,
    w_4: Any, w_5: Any, w_6: Any, w_7: Any, w_8: Any, w_9: Any,
) -> Any:  # fmt: skip
    a_1, a_2 = w_1 * x_1 + w_4 * x_2, w_5 * x_1 + w_8 * x_2
    return _error(w_3 * (w_2 * a_1 + w_7 * a_2) + w_0 * (w_6 * a_1 + w_9 * a_2), y)


def _error(yhat: Any, y: Any) -> Any:
    return (yhat - y) * (yhat - y)


FORMULAS = (
    Formula(
        "07", "linear_network_output_weight",
        r"\frac{\partial E}{\partial w_{35}} = 2\,(\hat y - y)\, a_3",
        LINEAR, E, w_35, 2 * (yhat - y) * a_3,
        reverse_mode(_linear, "w_35"),
    ),
    Formula(
        "07", "linear_network_hidden_weight",
        r"\frac{\partial E}{\partial w_{13}} = 2\,(\hat y - y)\, w_{35}\, x_1",
        LINEAR, E, w_13, 2 * (yhat - y) * w_35 * x_1,
        reverse_mode(_linear, "w_13"),
    ),
    Formula(
        "07", "relu_network_hidden_weight",
        r"\frac{\partial E}{\partial w_{13}}"
        r" = 2\,(\hat y - y)\, w_{35}\, [w_{13} x_1 + w_{23} x_2 > 0]\, x_1",
        RELU, E, w_13, 2 * (yhat - y) * w_35 * Piecewise((x_1, SUM_3 > 0), (0, True)),
        reverse_mode(_relu, "w_13"),
    ),
    Formula(
        "07", "path_network_first_weight",
        r"\frac{\partial E}{\partial w_8} = 2\,(\hat y - y)\,(w_0 w_9 + w_3 w_7)\, x_2",
        PATHS, E, w_8, 2 * (yhat - y) * (w_0 * w_9 + w_3 * w_7) * x_2,
        reverse_mode(_paths, "w_8"),
    ),
    Formula(
        "07", "path_network_second_weight",
        r"\frac{\partial E}{\partial w_2} = 2\,(\hat y - y)\, w_3\, a_1",
        PATHS, E, w_2, 2 * (yhat - y) * w_3 * a_1,
        reverse_mode(_paths, "w_2"),
    ),
)  # fmt: skip
