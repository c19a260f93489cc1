"""The delta recursion for any number of layers, in matrices and index by index. Lectures 06 and 07.

Here there are L = 3 layers, and l is the first: it has one before it, A⁽⁰⁾ = X, and one after it.
"""

from collections.abc import Callable
from typing import Any

from sympy import Integer

from nnlib.formulas.elementwise import from_output, sigma
from nnlib.formulas.formula import (
    Formula,
    Forward,
    f,
    fprime,
    letters,
    matrix,
    ones,
    passed,
    times,
    total,
)
from nnlib.net import Net

J, S, L, l_, m, d, h, k, o = letters("J S L l m d h k o")
LAYERS = {L: Integer(3), l_: Integer(1)}

A_0, Y = matrix("A_0", m, d), matrix("Y", m, o)
W_1, W_2, W_3 = matrix("W_1", d, h), matrix("W_2", h, k), matrix("W_3", k, o)
b_1, b_2, b_3 = matrix("b_1", 1, h), matrix("b_2", 1, k), matrix("b_3", 1, o)
Z_1, A_1, D_1 = (matrix(name, m, h) for name in ("Z_1", "A_1", "D_1"))
Z_2, A_2, D_2 = (matrix(name, m, k) for name in ("Z_2", "A_2", "D_2"))
Z_3, A_3, D_3 = (matrix(name, m, o) for name in ("Z_3", "A_3", "D_3"))
NET = Forward(
    "net",
    {
        **LAYERS,
        Z_1: A_0 * W_1 + ones(m) * b_1, A_1: Z_1.applyfunc(f),
        Z_2: A_1 * W_2 + ones(m) * b_2, A_2: Z_2.applyfunc(f),
        Z_3: A_2 * W_3 + ones(m) * b_3, A_3: Z_3.applyfunc(f),
        J: total(times(Y - A_3, Y - A_3)) / (2 * m),
    },
    adjoints={D_3: Z_3, D_2: Z_2, D_1: Z_1},
)  # fmt: skip

a_0 = matrix("a_0", m, d)
w_1, w_2, w_3 = matrix("w_1", d, h), matrix("w_2", h, k), matrix("w_3", k, 1)
c_1, c_2, c_3 = matrix("b_1", 1, h), matrix("b_2", 1, k), letters("b_3")
z_1, a_1, delta_1 = (matrix(name, m, h) for name in ("z_1", "a_1", "delta_1"))
z_2, a_2, delta_2 = (matrix(name, m, k) for name in ("z_2", "a_2", "delta_2"))
z_3, a, delta_3, y = (matrix(name, m, 1) for name in ("z_3", "a", "delta_3", "y"))
SIGMOIDS = Forward(
    "sigmoids",
    {
        **LAYERS,
        z_1: a_0 * w_1 + ones(m) * c_1, a_1: z_1.applyfunc(sigma),
        z_2: a_1 * w_2 + ones(m) * c_2, a_2: z_2.applyfunc(sigma),
        z_3: a_2 * w_3 + c_3 * ones(m), a: z_3.applyfunc(sigma),
        S: total(times(y - a, y - a)) / 2,
    },
    adjoints={delta_3: z_3, delta_2: z_2, delta_1: z_1},
)  # fmt: skip


def _net(pick: Callable[[Net], Any]) -> Callable[..., Any]:
    def computed(
        A_0: Any, Y: Any, W_1: Any, b_1: Any, W_2: Any, b_2: Any, W_3: Any, b_3: Any
    ) -> Any:
        layers = [(W_1, b_1), (W_2, b_2), (W_3, b_3)]
        return pick(passed(A_0, Y, layers, "sigmoid", "half_mean_squared"))

    return computed


def _sigmoids(pick: Callable[[Net], Any]) -> Callable[..., Any]:
    def computed(
        a_0: Any, y: Any, w_1: Any, b_1: Any, w_2: Any, b_2: Any, w_3: Any, b_3: Any
    ) -> Any:
        layers = [(w_1, b_1), (w_2, b_2), (w_3[:, None], b_3)]
        return pick(passed(a_0, y[:, None], layers, "sigmoid", "half_squared"))

    return computed


FORMULAS = (
    Formula(
        "06", "net_last_delta",
        r"D^{(L)} = \frac{\partial J}{\partial A^{(L)}} \odot f'(Z^{(L)})"
        r" = \frac1m (A^{(L)} - Y) \odot f'(Z^{(L)})",
        NET, J, Z_3, times((A_3 - Y) / m, Z_3.applyfunc(fprime)),
        _net(lambda net: net.deltas[2]),
    ),
    Formula(
        "06", "net_delta",
        r"D^{(l)} = \frac{\partial J}{\partial Z^{(l)}}"
        r" = \bigl(D^{(l+1)}\, {W^{(l+1)}}^\top\bigr) \odot f'(Z^{(l)})",
        NET, J, Z_1, times(D_2 * W_2.T, Z_1.applyfunc(fprime)),
        _net(lambda net: net.deltas[0]),
    ),
    Formula(
        "06", "net_weights",
        r"\frac{\partial J}{\partial W^{(l)}} = {A^{(l-1)}}^\top D^{(l)}",
        NET, J, W_1, A_0.T * D_1,
        _net(lambda net: net.dW[0]),
    ),
    Formula(
        "06", "net_bias",
        r"\frac{\partial J}{\partial b^{(l)}} = \mathbf{1}^\top D^{(l)}",
        NET, J, b_1, ones(m).T * D_1,
        _net(lambda net: net.db[0]),
    ),
    Formula(
        "07", "sigmoids_last_delta",
        r"\delta_i^{(L)} = (a_i - y_i)\, a_i (1 - a_i)",
        SIGMOIDS, S, z_3, times(a - y, a.applyfunc(from_output)),
        _sigmoids(lambda net: net.deltas[2][:, 0]),
    ),
    Formula(
        "07", "sigmoids_delta",
        r"\delta_{ij}^{(l)} = \sum_{j'} \delta_{ij'}^{(l+1)} w_{jj'}^{(l+1)}"
        r"\, a_{ij}^{(l)} \bigl(1 - a_{ij}^{(l)}\bigr)",
        SIGMOIDS, S, z_1, times(delta_2 * w_2.T, a_1.applyfunc(from_output)),
        _sigmoids(lambda net: net.deltas[0]),
    ),
    Formula(
        "07", "sigmoids_weights",
        r"\frac{\partial S}{\partial w_{j'j}^{(l)}}"
        r" = \sum_{i=1}^m a_{ij'}^{(l-1)} \delta_{ij}^{(l)}",
        SIGMOIDS, S, w_1, a_0.T * delta_1,
        _sigmoids(lambda net: net.dW[0]),
    ),
    Formula(
        "07", "sigmoids_bias",
        r"\frac{\partial S}{\partial b_j^{(l)}} = \sum_{i=1}^m \delta_{ij}^{(l)}",
        SIGMOIDS, S, c_1, ones(m).T * delta_1,
        _sigmoids(lambda net: net.db[0]),
    ),
)  # fmt: skip
"""Z⁽ˡ⁾ = A⁽ˡ⁻¹⁾W⁽ˡ⁾ + b⁽ˡ⁾; in matrices any f and half the mean, in indices σ and half the sum."""
