"""Logistic regression: one neuron, all samples, labels −1 and +1. Lectures 04 and 05."""

from typing import Any

import numpy as np
from sympy import Integer, Rational, diagonalize_vector, log

from nnlib import functions, losses, scalar
from nnlib.formulas.elementwise import from_output, logarithm, sigma
from nnlib.formulas.formula import (
    Formula,
    Forward,
    letters,
    matrix,
    ones,
    reverse_mode,
    times,
    total,
)

x, y, z, a, p, J, w, b, m, d = letters("x y z a p J w b m d")

NEURON = Forward(
    "neuron",
    {z: b + w * x, p: sigma(z), J: -(y * log(p) + (1 - y) * log(1 - p))},
)
SIGMA = Forward("sigma", {a: sigma(z), p: a})

X, ws = matrix("X", m, d), matrix("w", d, 1)
xs, ys, zs, ps, Ps = (matrix(name, m, 1) for name in ("x", "y", "z", "p", "P"))
MEAN = (
    total(
        times(ys, ps.applyfunc(logarithm))
        + times(ones(m) - ys, (ones(m) - ps).applyfunc(logarithm))
    )
    / -m
)
ONE_PREDICTOR = Forward(
    "one predictor",
    {zs: b * ones(m) + w * xs, ps: zs.applyfunc(sigma), J: MEAN},
)
nabla = matrix("nablaJ", d, 1)
REGRESSION = Forward(
    "logistic regression",
    {
        zs: X * ws + b * ones(m),
        ps: zs.applyfunc(sigma),
        J: MEAN,
        nabla: X.T * (ps - ys) / m,
    },
)
PLUS_MINUS = Forward(
    "plus minus",
    {
        zs: X * ws + b * ones(m),
        Ps: times(ys, zs).applyfunc(sigma),
        J: -total(Ps.applyfunc(logarithm)) / m,
    },
)


def _line(b: Any, w: Any, x: Any) -> Any:
    return b + w * x


def _cross_entropy(z: Any, y: Any) -> Any:
    return losses.binary_cross_entropy(z, y)[1]


def _nabla(X: Any, w: Any, b: Any, y: Any) -> Any:
    p = [scalar.sigmoid(z + b) for z in X @ w]
    return X.T @ (np.array(p) - y) / len(p)


def _plus_minus(z: Any, y: Any) -> Any:
    return losses.plus_minus_cross_entropy(z, y)[1]


def _slope(z: Any) -> Any:
    return functions.sigmoid_prime(functions.sigmoid(z))


FORMULAS = (
    Formula(
        "04", "sigmoid_slope_at_centre",
        r"\sigma' = p(1 - p) = \tfrac14",
        SIGMA, p, z, Rational(1, 4),
        _slope,
        at={z: 0},
    ),
    Formula(
        "04", "neuron_loss_by_probability",
        r"\frac{\partial J}{\partial p} = -\frac{y}{p} + \frac{1 - y}{1 - p}",
        NEURON, J, p, -y / p + (1 - y) / (1 - p),
        reverse_mode(lambda p, y: -(y * scalar.log(p) + (1 - y) * scalar.log(1 - p)), "p"),
    ),
    Formula(
        "04", "neuron_probability_by_sum",
        r"\frac{\partial p}{\partial z} = p(1 - p)",
        NEURON, p, z, p * (1 - p),
        _slope,
    ),
    Formula(
        "04", "neuron_sum_by_slope",
        r"\frac{\partial z}{\partial w} = x",
        NEURON, z, w, x,
        reverse_mode(_line, "w"),
    ),
    Formula(
        "04", "neuron_sum_by_intercept",
        r"\frac{\partial z}{\partial b} = 1",
        NEURON, z, b, Integer(1),
        reverse_mode(_line, "b"),
    ),
    Formula(
        "04", "neuron_sum_by_input",
        r"\frac{dz}{dx} = w",
        NEURON, z, x, w,
        reverse_mode(_line, "x"),
    ),
    Formula(
        "04", "neuron_probability_by_input",
        r"\frac{dp}{dx} = w\, p(1 - p)",
        NEURON, p, x, w * p * (1 - p),
        reverse_mode(lambda b, w, x: scalar.sigmoid(b + w * x), "x"),
    ),
    Formula(
        "04", "neuron_loss_by_sum",
        r"\frac{\partial J}{\partial z} = \frac{\partial J}{\partial p} \cdot"
        r" \frac{\partial p}{\partial z} = -y(1 - p) + (1 - y)p = p - y",
        NEURON, J, z, p - y,
        _cross_entropy,
    ),
    Formula(
        "04", "neuron_loss_by_slope",
        r"\frac{\partial J}{\partial w} = (p - y)\,x",
        NEURON, J, w, (p - y) * x,
        lambda z, y, x: _cross_entropy(z, y) * x,
    ),
    Formula(
        "04", "neuron_loss_by_intercept",
        r"\frac{\partial J}{\partial b} = p - y",
        NEURON, J, b, p - y,
        _cross_entropy,
    ),
    Formula(
        "04", "logistic_by_sums",
        r"\frac{\partial J}{\partial z_i} = \frac1m (p_i - y_i)",
        ONE_PREDICTOR, J, zs, (ps - ys) / m,
        _cross_entropy,
    ),
    Formula(
        "04", "logistic_by_slope",
        r"\frac{\partial J}{\partial w} = \frac1m \sum_{i=1}^m (p_i - y_i)\, x_i",
        ONE_PREDICTOR, J, w, total(times(ps - ys, xs)) / m,
        lambda z, y, x: _cross_entropy(z, y) @ x,
    ),
    Formula(
        "04", "logistic_by_intercept",
        r"\frac{\partial J}{\partial b} = \frac1m \sum_{i=1}^m (p_i - y_i)",
        ONE_PREDICTOR, J, b, total(ps - ys) / m,
        lambda z, y: _cross_entropy(z, y).sum(),
    ),
    Formula(
        "04", "binary_cross_entropy",
        r"\frac{\partial J}{\partial z} = \frac1m (p - y)",
        REGRESSION, J, zs, (ps - ys) / m,
        _cross_entropy,
    ),
    Formula(
        "04", "binary_cross_entropy_weights",
        r"\frac{\partial J}{\partial w} = \frac1m X^\top (p - y)",
        REGRESSION, J, ws, X.T * (ps - ys) / m,
        lambda X, z, y: X.T @ _cross_entropy(z, y),
    ),
    Formula(
        "04", "binary_cross_entropy_bias",
        r"\frac{\partial J}{\partial b} = \frac1m \sum_{i=1}^m (p_i - y_i)"
        r" = \frac1m \mathbf{1}^\top (p - y)",
        REGRESSION, J, b, total(ps - ys) / m,
        lambda z, y: _cross_entropy(z, y).sum(),
    ),
    Formula(
        "05", "binary_cross_entropy_hessian",
        r"\nabla_w^2 J = \frac1m X^\top \operatorname{diag}\bigl(p \odot (1 - p)\bigr) X",
        REGRESSION, nabla, ws, X.T * diagonalize_vector(ps.applyfunc(from_output)) * X / m,
        reverse_mode(_nabla, "w"),
    ),
    Formula(
        "04", "plus_minus_cross_entropy",
        r"\frac{\partial J}{\partial z} = -\frac1m\, y \odot (1 - P)",
        PLUS_MINUS, J, zs, -times(ys, ones(m) - Ps) / m,
        _plus_minus,
    ),
    Formula(
        "04", "plus_minus_cross_entropy_weights",
        r"\frac{\partial J}{\partial w_j} = -\frac1m \sum_{i=1}^m y_i (1 - P_i)\, x_{ij}",
        PLUS_MINUS, J, ws, -X.T * times(ys, ones(m) - Ps) / m,
        lambda X, z, y: X.T @ _plus_minus(z, y),
    ),
    Formula(
        "04", "plus_minus_cross_entropy_bias",
        r"\frac{\partial J}{\partial b} = -\frac1m \sum_{i=1}^m y_i (1 - P_i)",
        PLUS_MINUS, J, b, -total(times(ys, ones(m) - Ps)) / m,
        lambda z, y: _plus_minus(z, y).sum(),
    ),
)  # fmt: skip
"""p = σ(z), of one patient or of all, in a mean; P = σ(yz), the probability of a label y = ±1."""
