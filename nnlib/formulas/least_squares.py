"""Least squares in matrices and for a line; a step in a valley of known curvature. Lecture 05."""

from typing import Any

import numpy as np

from nnlib import losses
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
from nnlib.optim import GradientDescent

J, m, d, b, eta = letters("J m d b eta")
w_line, theta, moved, curvature = letters("w theta theta_new lamda")
X, w, x, y = matrix("X", m, d), matrix("w", d, 1), matrix("x", m, 1), matrix("y", m, 1)
nabla, yhat = matrix("nablaJ", d, 1), matrix("yhat", m, 1)


def _half_mean(residual: Any) -> Any:
    return total(times(residual, residual)) / (2 * m)


LEAST_SQUARES = Forward("least squares", {yhat: X * w + b * ones(m), J: _half_mean(yhat - y)})
# With a column of ones in X the bias is one of the weights.
BIAS_INSIDE = Forward("bias inside", {J: _half_mean(X * w - y), nabla: X.T * (X * w - y) / m})
LINE = Forward("line", {yhat: b * ones(m) + w_line * x, J: _half_mean(yhat - y)})
# The loss ½λθ² has the curvature λ everywhere.
VALLEY = Forward("valley", {J: curvature * theta**2 / 2, moved: theta - eta * curvature * theta})


def _residual(yhat: Any, y: Any) -> Any:
    return losses.half_mean_squared(yhat, y)[1]


def _gradient(X: Any, w: Any, y: Any) -> Any:
    return X.T @ _residual(X @ w, y)


def _hessian(X: Any, w: Any, y: Any) -> Any:
    # The gradient is linear in w, so its differences are exact.
    return np.stack([_gradient(X, w + e, y) - _gradient(X, w, y) for e in np.eye(len(w))])


def _factor(eta: float, lamda: float) -> float:
    # A step is linear in θ here: where it takes θ = 1 is the factor for every θ.
    theta = np.ones(1)
    GradientDescent(eta).step(theta, lamda * theta)
    return theta.item()


FORMULAS = (
    Formula(
        "05", "least_squares_by_answers",
        r"\frac{\partial J}{\partial \hat y} = \frac1m (\hat y - y)",
        LEAST_SQUARES, J, yhat, (yhat - y) / m,
        _residual,
    ),
    Formula(
        "05", "least_squares_weights",
        r"\frac{\partial J}{\partial w} = \frac1m X^\top (Xw + b\mathbf{1} - y)",
        LEAST_SQUARES, J, w, X.T * (yhat - y) / m,
        lambda X, yhat, y: X.T @ _residual(yhat, y),
    ),
    Formula(
        "05", "least_squares_bias",
        r"\frac{\partial J}{\partial b} = \frac1m \mathbf{1}^\top (Xw + b\mathbf{1} - y)"
        r" = \frac1m \sum_{i=1}^m (\hat y_i - y_i)",
        LEAST_SQUARES, J, b, total(yhat - y) / m,
        lambda yhat, y: _residual(yhat, y).sum(),
    ),
    Formula(
        "05", "least_squares_nabla",
        r"\nabla_w J = \frac1m X^\top (Xw - y)",
        BIAS_INSIDE, J, w, X.T * (X * w - y) / m,
        _gradient,
    ),
    Formula(
        "05", "least_squares_hessian",
        r"\nabla_w^2 J = \frac1m X^\top X",
        BIAS_INSIDE, nabla, w, X.T * X / m,
        _hessian,
    ),
    Formula(
        "05", "line_slope",
        r"\frac{\partial J}{\partial w}"
        r" = -\frac1m \sum_{i=1}^m (y_i - b - w x_i)\, x_i",
        LINE, J, w_line, -total(times(y - yhat, x)) / m,
        lambda yhat, y, x: _residual(yhat, y) @ x,
    ),
    Formula(
        "05", "line_intercept",
        r"\frac{\partial J}{\partial b}"
        r" = -\frac1m \sum_{i=1}^m (y_i - b - w x_i)",
        LINE, J, b, -total(y - yhat) / m,
        lambda yhat, y: _residual(yhat, y).sum(),
    ),
    Formula(
        "05", "valley",
        r"\frac{dJ}{d\theta} = \lambda\theta",
        VALLEY, J, theta, curvature * theta,
        reverse_mode(lambda theta, lamda: 0.5 * lamda * (theta * theta), "theta"),
    ),
    Formula(
        "05", "valley_step",
        r"\frac{d\theta_{\text{new}}}{d\theta} = 1 - \eta\lambda",
        VALLEY, moved, theta, 1 - eta * curvature,
        _factor,
    ),
)  # fmt: skip
"""J = 1/(2m) Σ (ŷ − y)²; the valley J = ½λθ² turns diverging at η = 2/λ."""
