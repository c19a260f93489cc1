"""Three layers with one number each, first alone and then with a loss. Lecture 03.

C, B and A are what the first, second and last layer put out; a prime marks the slope f′ there.
"""

from collections.abc import Callable
from typing import Any

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

J, m = letters("J m")
x, A, B, C, output = letters("x A B C O")
Aprime, Bprime, Cprime = letters("Aprime Bprime Cprime")
W_1, W_2, W_o, b_1, b_2, b_o = letters("W_1 W_2 W_o b_1 b_2 b_o")
z_1, z_2, z_3 = W_1 * x + b_1, W_2 * C + b_2, W_o * B + b_o
SLOPES = {Cprime: fprime(z_1), Bprime: fprime(z_2), Aprime: fprime(z_3)}
CHAIN = Forward("chain", {C: f(z_1), B: f(z_2), A: f(z_3), output: A, **SLOPES})


def _chain(pick: Callable[[Net], Any]) -> Callable[..., Any]:
    # With a target one below the output, the loss ½(O − y)² has the slope of O itself.
    def computed(x: Any, A: Any, W_1: Any, b_1: Any, W_2: Any, b_2: Any, W_o: Any, b_o: Any) -> Any:
        layers = [([[W]], b) for W, b in ((W_1, b_1), (W_2, b_2), (W_o, b_o))]
        return pick(passed([[x]], [[A - 1]], layers, "sigmoid", "half_squared")).item()

    return computed


CHAIN_FORMULAS = (
    Formula(
        "03", "chain_output_weight",
        r"\frac{\partial O}{\partial W_o} = f'\bigl(W_o f(W_2 f(W_1 x + b_1) + b_2) + b_o\bigr)"
        r"\, f(W_2 f(W_1 x + b_1) + b_2) = A' B",
        CHAIN, output, W_o, Aprime * B,
        _chain(lambda net: net.dW[2]),
    ),
    Formula(
        "03", "chain_second_weight",
        r"\frac{\partial O}{\partial W_2} = f'\bigl(W_o f(W_2 f(W_1 x + b_1) + b_2) + b_o\bigr)"
        r"\, W_o\, f'(W_2 f(W_1 x + b_1) + b_2)\, f(W_1 x + b_1) = A' W_o B' C",
        CHAIN, output, W_2, Aprime * W_o * Bprime * C,
        _chain(lambda net: net.dW[1]),
    ),
    Formula(
        "03", "chain_first_weight",
        r"\frac{\partial O}{\partial W_1} = f'\bigl(W_o f(W_2 f(W_1 x + b_1) + b_2) + b_o\bigr)"
        r"\, W_o\, f'(W_2 f(W_1 x + b_1) + b_2)\, W_2\, f'(W_1 x + b_1)\, x"
        r" = A' W_o B' W_2 C' x",
        CHAIN, output, W_1, Aprime * W_o * Bprime * W_2 * Cprime * x,
        _chain(lambda net: net.dW[0]),
    ),
    Formula(
        "03", "chain_output_bias",
        r"\frac{\partial O}{\partial b_o} = A'",
        CHAIN, output, b_o, Aprime,
        _chain(lambda net: net.db[2]),
    ),
    Formula(
        "03", "chain_second_bias",
        r"\frac{\partial O}{\partial b_2} = A' W_o B'",
        CHAIN, output, b_2, Aprime * W_o * Bprime,
        _chain(lambda net: net.db[1]),
    ),
    Formula(
        "03", "chain_first_bias",
        r"\frac{\partial O}{\partial b_1} = A' W_o B' W_2 C'",
        CHAIN, output, b_1, Aprime * W_o * Bprime * W_2 * Cprime,
        _chain(lambda net: net.db[0]),
    ),
    Formula(
        "03", "chain_input",
        r"\frac{\partial O}{\partial x} = A' W_o B' W_2 C' W_1",
        CHAIN, output, x, Aprime * W_o * Bprime * W_2 * Cprime * W_1,
        _chain(lambda net: net.deltas[0] @ net.W[0].T),
    ),
)  # fmt: skip
"""O = A = f(W_o B + b_o), B = f(W_2 C + b_2), C = f(W_1 x + b_1), every letter a number."""

# --- the same, with the loss over m samples ------------------------------------------------------

xs, ys, yhats = (matrix(name, m, 1) for name in ("x", "y", "yhat"))
Bs, Cs = matrix("B", m, 1), matrix("C", m, 1)
Aprimes, Bprimes, Cprimes = (matrix(f"{name}prime", m, 1) for name in "ABC")
zs_1, zs_2, zs_3 = W_1 * xs + b_1 * ones(m), W_2 * Cs + b_2 * ones(m), W_o * Bs + b_o * ones(m)
CHAIN_LOSS = Forward(
    "chain with loss",
    {
        Cs: zs_1.applyfunc(f), Cprimes: zs_1.applyfunc(fprime),
        Bs: zs_2.applyfunc(f), Bprimes: zs_2.applyfunc(fprime),
        yhats: zs_3.applyfunc(f), Aprimes: zs_3.applyfunc(fprime),
        J: total(times(ys - yhats, ys - yhats)) / (2 * m),
    },
)  # fmt: skip


def _chain_loss(pick: Callable[[Net], Any]) -> Callable[..., Any]:
    def computed(x: Any, y: Any, W_1: Any, b_1: Any, W_2: Any, b_2: Any, W_o: Any, b_o: Any) -> Any:
        layers = [([[W]], b) for W, b in ((W_1, b_1), (W_2, b_2), (W_o, b_o))]
        net = passed(x[:, None], y[:, None], layers, "sigmoid", "half_mean_squared")
        return pick(net).item()

    return computed


_RESIDUALS = times(ys - yhats, Aprimes)
CHAIN_LOSS_FORMULAS = (
    Formula(
        "03", "chain_loss_output_weight",
        r"\frac{\partial J}{\partial W_o} = -\frac1m \sum_{i=1}^m"
        r" \bigl(y^{(i)} - \hat y^{(i)}\bigr)\, A'^{(i)} B^{(i)}",
        CHAIN_LOSS, J, W_o, -total(times(_RESIDUALS, Bs)) / m,
        _chain_loss(lambda net: net.dW[2]),
    ),
    Formula(
        "03", "chain_loss_second_weight",
        r"\frac{\partial J}{\partial W_2} = -\frac1m \sum_{i=1}^m"
        r" \bigl(y^{(i)} - \hat y^{(i)}\bigr)\, A'^{(i)} W_o B'^{(i)} C^{(i)}",
        CHAIN_LOSS, J, W_2, -W_o * total(times(_RESIDUALS, Bprimes, Cs)) / m,
        _chain_loss(lambda net: net.dW[1]),
    ),
    Formula(
        "03", "chain_loss_first_weight",
        r"\frac{\partial J}{\partial W_1} = -\frac1m \sum_{i=1}^m"
        r" \bigl(y^{(i)} - \hat y^{(i)}\bigr)\, A'^{(i)} W_o B'^{(i)} W_2 C'^{(i)} x^{(i)}",
        CHAIN_LOSS, J, W_1, -W_o * W_2 * total(times(_RESIDUALS, Bprimes, Cprimes, xs)) / m,
        _chain_loss(lambda net: net.dW[0]),
    ),
)  # fmt: skip
"""J = 1/(2m) Σ (y − ŷ)², ŷ = O; all weights are numbers still."""

FORMULAS = CHAIN_FORMULAS + CHAIN_LOSS_FORMULAS
