"""A hidden layer as a source writes it: samples in columns, sigmoid, a sum as loss. Lecture 06."""

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

L, m, d, h, o = letters("L m d h o")
X, Y = matrix("X", d, m), matrix("Y", o, m)
W_H, B_H, H, Hhat = (
    matrix("W_H", h, d),
    matrix("b_H", h, 1),
    matrix("H", h, m),
    matrix("Hhat", h, m),
)
W_O, B_O, output = matrix("W_O", o, h), matrix("b_O", o, 1), matrix("O", o, m)
NETWORK = Forward(
    "columns network",
    {
        H: W_H * X + B_H * ones(m).T, Hhat: H.applyfunc(sigma),
        output: W_O * Hhat + B_O * ones(m).T,
        L: total(times(output - Y, output - Y)) / 2,
    },
)  # fmt: skip
D_O = output - Y
D_H = times(W_O.T * D_O, Hhat.applyfunc(from_output))


def _net(pick: Callable[[Net], Any]) -> Callable[..., Any]:
    def computed(X: Any, Y: Any, W_H: Any, b_H: Any, W_O: Any, b_O: Any) -> Any:
        layers = [(W_H.T, b_H), (W_O.T, b_O)]
        return pick(passed(X.T, Y.T, layers, ["sigmoid", "identity"], "half_squared")).T

    return computed


FORMULAS = (
    Formula(
        "06", "half_squared",
        r"\frac{\partial L}{\partial O} = O - Y",
        NETWORK, L, output, D_O,
        _net(lambda net: net.deltas[1]),
    ),
    Formula(
        "06", "columns_output_weights",
        r"\frac{\partial L}{\partial W_O} = \frac{\partial L}{\partial O}\, \hat H^\top"
        r" = (O - Y)\, \hat H^\top",
        NETWORK, L, W_O, D_O * Hhat.T,
        _net(lambda net: net.dW[1]),
    ),
    Formula(
        "06", "columns_output_bias",
        r"\frac{\partial L}{\partial b_O} = \frac{\partial L}{\partial O}\, \mathbf{1}",
        NETWORK, L, B_O, D_O * ones(m),
        _net(lambda net: net.db[1]),
    ),
    Formula(
        "06", "columns_hidden_output",
        r"\frac{\partial L}{\partial \hat H} = W_O^\top \frac{\partial L}{\partial O}",
        NETWORK, L, Hhat, W_O.T * D_O,
        _net(lambda net: net.deltas[1] @ net.W[1].T),
    ),
    Formula(
        "06", "columns_hidden",
        r"\frac{\partial L}{\partial H} = \frac{\partial L}{\partial \hat H}"
        r" \odot \hat H \odot (1 - \hat H)",
        NETWORK, L, H, D_H,
        _net(lambda net: net.deltas[0]),
    ),
    Formula(
        "06", "columns_hidden_weights",
        r"\frac{\partial L}{\partial W_H} = \frac{\partial L}{\partial H}\, X^\top",
        NETWORK, L, W_H, D_H * X.T,
        _net(lambda net: net.dW[0]),
    ),
    Formula(
        "06", "columns_hidden_bias",
        r"\frac{\partial L}{\partial b_H} = \frac{\partial L}{\partial H}\, \mathbf{1}",
        NETWORK, L, B_H, D_H * ones(m),
        _net(lambda net: net.db[0]),
    ),
    Formula(
        "06", "columns_input",
        r"\frac{\partial L}{\partial X} = W_H^\top \frac{\partial L}{\partial H}",
        NETWORK, L, X, W_H.T * D_H,
        _net(lambda net: net.deltas[0] @ net.W[0].T),
    ),
)  # fmt: skip
"""H = W_H X + b_H, Ĥ = σ(H), O = W_O Ĥ + b_O, L = ½ Σ (O − Y)²."""
