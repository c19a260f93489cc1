"""A hidden layer with samples in columns, sigmoid, a sum as loss. Lecture 06."""

from collections.abc import Callable
from typing import Any

from nnlib.formulas.elementwise import from_output, sigma
from nnlib.formulas.formula import (
    Formula,
    Forward,
    letters,
    matrix,
    ones,
    passed,
    times,
    total,
)
from nnlib.net import Net

S, m, d, h, o = letters("S m d h o")
X, Y = matrix("X", d, m), matrix("Y", o, m)
W_1, B_1, Z_1, A_1 = (
    matrix("W_1", h, d),
    matrix("b_1", h, 1),
    matrix("Z_1", h, m),
    matrix("A_1", h, m),
)
W_2, B_2, output = matrix("W_2", o, h), matrix("b_2", o, 1), matrix("Z_2", o, m)
NETWORK = Forward(
    "columns network",
    {
        Z_1: W_1 * X + B_1 * ones(m).T, A_1: Z_1.applyfunc(sigma),
        output: W_2 * A_1 + B_2 * ones(m).T,
        S: total(times(output - Y, output - Y)) / 2,
    },
)  # fmt: skip
D_O = output - Y
D_H = times(W_2.T * D_O, A_1.applyfunc(from_output))


def _net(pick: Callable[[Net], Any]) -> Callable[..., Any]:
    def computed(X: Any, Y: Any, W_1: Any, b_1: Any, W_2: Any, b_2: Any) -> Any:
        layers = [(W_1.T, b_1), (W_2.T, b_2)]
        return pick(passed(X.T, Y.T, layers, ["sigmoid", "identity"], "half_squared")).T

    return computed


FORMULAS = (
    Formula(
        "06", "half_squared",
        r"\frac{\partial S}{\partial Z_2} = Z_2 - Y",
        NETWORK, S, output, D_O,
        _net(lambda net: net.deltas[1]),
    ),
    Formula(
        "06", "columns_output_weights",
        r"\frac{\partial S}{\partial W_2} = \frac{\partial S}{\partial Z_2}\, A_1^\top"
        r" = (Z_2 - Y)\, A_1^\top",
        NETWORK, S, W_2, D_O * A_1.T,
        _net(lambda net: net.dW[1]),
    ),
    Formula(
        "06", "columns_output_bias",
        r"\frac{\partial S}{\partial b_2} = \frac{\partial S}{\partial Z_2}\, \mathbf{1}",
        NETWORK, S, B_2, D_O * ones(m),
        _net(lambda net: net.db[1]),
    ),
    Formula(
        "06", "columns_hidden_output",
        r"\frac{\partial S}{\partial A_1} = W_2^\top \frac{\partial S}{\partial Z_2}",
        NETWORK, S, A_1, W_2.T * D_O,
        _net(lambda net: net.deltas[1] @ net.W[1].T),
    ),
    Formula(
        "06", "columns_hidden",
        r"\frac{\partial S}{\partial Z_1} = \frac{\partial S}{\partial A_1}"
        r" \odot A_1 \odot (1 - A_1)",
        NETWORK, S, Z_1, D_H,
        _net(lambda net: net.deltas[0]),
    ),
    Formula(
        "06", "columns_hidden_weights",
        r"\frac{\partial S}{\partial W_1} = \frac{\partial S}{\partial Z_1}\, X^\top",
        NETWORK, S, W_1, D_H * X.T,
        _net(lambda net: net.dW[0]),
    ),
    Formula(
        "06", "columns_hidden_bias",
        r"\frac{\partial S}{\partial b_1} = \frac{\partial S}{\partial Z_1}\, \mathbf{1}",
        NETWORK, S, B_1, D_H * ones(m),
        _net(lambda net: net.db[0]),
    ),
    Formula(
        "06", "columns_input",
        r"\frac{\partial S}{\partial X} = W_1^\top \frac{\partial S}{\partial Z_1}",
        NETWORK, S, X, W_1.T * D_H,
        _net(lambda net: net.deltas[0] @ net.W[0].T),
    ),
)  # fmt: skip
"""Z₁ = W₁X + b₁, A₁ = σ(Z₁), Z₂ = W₂A₁ + b₂, S = ½ Σ (Z₂ − Y)²."""
