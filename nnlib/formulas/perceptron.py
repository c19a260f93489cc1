"""A single unit: its chain, the surrogate gradient of the step, and the raw one. Lecture 01."""

from typing import Any

from sympy import Integer, Piecewise

from nnlib import functions, losses, perceptron, scalar
from nnlib.formulas.formula import (
    Formula,
    Forward,
    letters,
    matrix,
    reverse_mode,
    times,
    total,
    unknown,
)

t, tprime = unknown("t")
m, d = letters("m d")
b, y, z, z_0, yhat, J, E, jump = letters("b y z z_0 yhat J E step")
w, x = matrix("w", d, 1), matrix("x", d, 1)
ys, yhats = matrix("y", m, 1), matrix("yhat", m, 1)
AFFINE = total(times(w, x)) + b


def step(z: Any) -> Any:
    """Return 1 where z ≥ 0, else 0."""
    return Piecewise((1, z >= 0), (0, True))


UNIT = Forward("unit", {z: AFFINE, yhat: t(z), J: (y - yhat) ** 2 / 2})
STEP = Forward("step", {jump: step(z)})
# The step as the surrogate sees it: where z stands now, it answers as ever, and lets changes pass.
SURROGATE = Forward("surrogate", {z: AFFINE, yhat: step(z_0) + z - z_0, J: (y - yhat) ** 2 / 2})
RAW = Forward("raw", {z: AFFINE, E: (z - y) ** 2})
HALF_RAW = Forward("half raw", {z: AFFINE, E: (y - z) ** 2 / 2})
MEAN = Forward("half mean squared", {J: total(times(ys - yhats, ys - yhats)) / (2 * m)})


def _affine(w: Any, b: Any, x: Any) -> Any:
    return w @ x + b


def _unit(w: Any, b: Any, x: Any, y: Any) -> Any:
    return (y - scalar.sigmoid(w @ x + b)) ** 2 / 2


FORMULAS = (
    Formula(
        "01", "unit_chain",
        r"\frac{\partial J}{\partial w_i} = \frac{\partial J}{\partial \hat y}"
        r" \cdot \frac{\partial \hat y}{\partial z} \cdot \frac{\partial z}{\partial w_i}",
        UNIT, J, w, -(y - yhat) * tprime(z) * x,
        reverse_mode(_unit, "w"),
    ),
    Formula(
        "01", "unit_loss_by_answer",
        r"\frac{\partial J}{\partial \hat y} = -(y - \hat y)",
        UNIT, J, yhat, -(y - yhat),
        lambda yhat, y: losses.half_mean_squared([yhat], [y])[1].item(),
    ),
    Formula(
        "01", "unit_answer_by_sum",
        r"\frac{\partial \hat y}{\partial z} = \operatorname{step}'(z)",
        UNIT, yhat, z, tprime(z),
        lambda z: functions.sigmoid_prime(functions.sigmoid(z)),
    ),
    Formula(
        "01", "unit_sum_by_weight",
        r"\frac{\partial z}{\partial w_i} = x_i",
        UNIT, z, w, x,
        reverse_mode(_affine, "w"),
    ),
    Formula(
        "01", "unit_sum_by_bias",
        r"\frac{\partial z}{\partial b} = 1",
        UNIT, z, b, Integer(1),
        reverse_mode(_affine, "b"),
    ),
    Formula(
        "01", "step",
        r"\operatorname{step}'(z) = 0",
        STEP, jump, z, Integer(0),
        lambda z: functions.step_prime(functions.step(z)),
    ),
    Formula(
        "01", "half_mean_squared_by_answer",
        r"\frac{\partial J}{\partial \hat y^{(i)}} = -\frac1m \bigl(y^{(i)} - \hat y^{(i)}\bigr)",
        MEAN, J, yhats, -(ys - yhats) / m,
        lambda yhat, y: losses.half_mean_squared(yhat, y)[1],
    ),
    Formula(
        "01", "perceptron_surrogate_weights",
        r"\frac{\partial J}{\partial w_i}"
        r" \;\overset{\operatorname{step}' := 1}{=}\; -(y - \hat y)\, x_i",
        SURROGATE, J, w, -(y - yhat) * x,
        lambda w, b, x, y: perceptron.gradient(w, b, x, y)[0],
    ),
    Formula(
        "01", "perceptron_surrogate_bias",
        r"\frac{\partial J}{\partial b} \;\overset{\operatorname{step}' := 1}{=}\; -(y - \hat y)",
        SURROGATE, J, b, -(y - yhat),
        lambda w, b, x, y: perceptron.gradient(w, b, x, y)[1],
    ),
    Formula(
        "01", "delta_rule_weights",
        r"\frac{\partial E}{\partial w_i} = 2\,(z - y)\, x_i",
        RAW, E, w, 2 * (z - y) * x,
        lambda w, b, x, y: 2 * perceptron.raw_gradient(w, b, x, y)[0],
    ),
    Formula(
        "01", "delta_rule_bias",
        r"\frac{\partial E}{\partial b} = 2\,(z - y)",
        RAW, E, b, 2 * (z - y),
        lambda w, b, x, y: 2 * perceptron.raw_gradient(w, b, x, y)[1],
    ),
    Formula(
        "01", "perceptron_raw_weights",
        r"\frac{\partial E}{\partial w_i} = -(y - z)\, x_i",
        HALF_RAW, E, w, -(y - z) * x,
        lambda w, b, x, y: perceptron.raw_gradient(w, b, x, y)[0],
    ),
    Formula(
        "01", "perceptron_raw_bias",
        r"\frac{\partial E}{\partial b} = -(y - z)",
        HALF_RAW, E, b, -(y - z),
        lambda w, b, x, y: perceptron.raw_gradient(w, b, x, y)[1],
    ),
)  # fmt: skip
"""One sample x (d,), its label 0 or 1, z = w·x + b."""
