"""Three layers in matrices, samples in rows. Lecture 03.

Going backward, D_o, D_2 and D_1 are ∂J/∂Z of the last, second and first layer.
"""

from collections.abc import Callable
from typing import Any

from nnlib import losses
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

J, m, d, h, k, o = letters("J m d h k o")
X, Y = matrix("X", m, d), matrix("Y", m, o)
W_1, W_2, W_o = matrix("W_1", d, h), matrix("W_2", h, k), matrix("W_o", k, o)
b_1, b_2, b_o = matrix("b_1", 1, h), matrix("b_2", 1, k), matrix("b_o", 1, o)
Z_1, C, Cprime, D_1 = (matrix(name, m, h) for name in ("Z_1", "C", "Cprime", "D_1"))
Z_2, B, Bprime, D_2 = (matrix(name, m, k) for name in ("Z_2", "B", "Bprime", "D_2"))
Z_3, A, Aprime, D_o = (matrix(name, m, o) for name in ("Z_3", "A", "Aprime", "D_o"))

THREE_LAYER = Forward(
    "three layers",
    {
        Z_1: X * W_1 + ones(m) * b_1, C: Z_1.applyfunc(f), Cprime: Z_1.applyfunc(fprime),
        Z_2: C * W_2 + ones(m) * b_2, B: Z_2.applyfunc(f), Bprime: Z_2.applyfunc(fprime),
        Z_3: B * W_o + ones(m) * b_o, A: Z_3.applyfunc(f), Aprime: Z_3.applyfunc(fprime),
        J: total(times(Y - A, Y - A)) / (2 * m),
    },
    adjoints={D_o: Z_3, D_2: Z_2, D_1: Z_1},
)  # fmt: skip


def _net(pick: Callable[[Net], Any]) -> Callable[..., Any]:
    def computed(X: Any, Y: Any, W_1: Any, b_1: Any, W_2: Any, b_2: Any, W_o: Any, b_o: Any) -> Any:
        layers = [(W_1, b_1), (W_2, b_2), (W_o, b_o)]
        return pick(passed(X, Y, layers, "sigmoid", "half_mean_squared"))

    return computed


FORMULAS = (
    Formula(
        "03", "half_mean_squared",
        r"\frac{\partial J}{\partial A} = \frac1m (A - Y)",
        THREE_LAYER, J, A, (A - Y) / m,
        lambda A, Y: losses.half_mean_squared(A, Y)[1],
    ),
    Formula(
        "03", "three_layer_output_delta",
        r"D_o = \frac{\partial J}{\partial Z_3} = \frac1m (A - Y) \odot f'(Z_3)"
        r" = \frac1m (A - Y) \odot A'",
        THREE_LAYER, J, Z_3, times((A - Y) / m, Z_3.applyfunc(fprime)),
        _net(lambda net: net.deltas[2]),
    ),
    Formula(
        "03", "three_layer_output_weights",
        r"\frac{\partial J}{\partial W_o} = B^\top D_o",
        THREE_LAYER, J, W_o, B.T * D_o,
        _net(lambda net: net.dW[2]),
    ),
    Formula(
        "03", "three_layer_output_bias",
        r"\frac{\partial J}{\partial b_o} = \mathbf{1}^\top D_o",
        THREE_LAYER, J, b_o, ones(m).T * D_o,
        _net(lambda net: net.db[2]),
    ),
    Formula(
        "03", "three_layer_second_delta",
        r"D_2 = \frac{\partial J}{\partial Z_2} = (D_o W_o^\top) \odot f'(Z_2)"
        r" = (D_o W_o^\top) \odot B'",
        THREE_LAYER, J, Z_2, times(D_o * W_o.T, Z_2.applyfunc(fprime)),
        _net(lambda net: net.deltas[1]),
    ),
    Formula(
        "03", "three_layer_second_weights",
        r"\frac{\partial J}{\partial W_2} = C^\top D_2",
        THREE_LAYER, J, W_2, C.T * D_2,
        _net(lambda net: net.dW[1]),
    ),
    Formula(
        "03", "three_layer_second_bias",
        r"\frac{\partial J}{\partial b_2} = \mathbf{1}^\top D_2",
        THREE_LAYER, J, b_2, ones(m).T * D_2,
        _net(lambda net: net.db[1]),
    ),
    Formula(
        "03", "three_layer_first_delta",
        r"D_1 = \frac{\partial J}{\partial Z_1} = (D_2 W_2^\top) \odot f'(Z_1)"
        r" = (D_2 W_2^\top) \odot C'",
        THREE_LAYER, J, Z_1, times(D_2 * W_2.T, Z_1.applyfunc(fprime)),
        _net(lambda net: net.deltas[0]),
    ),
    Formula(
        "03", "three_layer_first_weights",
        r"\frac{\partial J}{\partial W_1} = X^\top D_1",
        THREE_LAYER, J, W_1, X.T * D_1,
        _net(lambda net: net.dW[0]),
    ),
    Formula(
        "03", "three_layer_first_bias",
        r"\frac{\partial J}{\partial b_1} = \mathbf{1}^\top D_1",
        THREE_LAYER, J, b_1, ones(m).T * D_1,
        _net(lambda net: net.db[0]),
    ),
    Formula(
        "03", "three_layer_input",
        r"\frac{\partial J}{\partial X} = D_1 W_1^\top",
        THREE_LAYER, J, X, D_1 * W_1.T,
        _net(lambda net: net.deltas[0] @ net.W[0].T),
    ),
)  # fmt: skip
"""Z₁ = XW₁ + b₁, C = f(Z₁), Z₂ = CW₂ + b₂, B = f(Z₂), Z₃ = BW_o + b_o, A = f(Z₃) = Ŷ."""
