"""One layer backward: in rows, in columns, elementwise, with a weight used twice. Lecture 06.

J is whatever comes after the layer; here it is g(Σ G ⊙ Z), with any g and G. D is ∂J/∂Z.
"""

from typing import Any

import numpy as np

from nnlib import scalar
from nnlib.formulas.elementwise import above_zero, from_output, relu, sigma
from nnlib.formulas.formula import (
    Formula,
    Forward,
    f,
    fprime,
    g,
    gprime,
    letters,
    matrix,
    ones,
    reverse_mode,
    times,
    total,
)

J, m, d, o = letters("J m d o")

X, W, b = matrix("X", m, d), matrix("W", d, o), matrix("b", 1, o)
Z, A, G, D = (matrix(name, m, o) for name in "ZAGD")
ROWS = Forward("rows", {Z: X * W + ones(m) * b, J: g(total(times(G, Z)))}, adjoints={D: Z})
GENERAL = Forward("elementwise", {A: Z.applyfunc(f), J: g(total(times(G, A)))})
SIGMOID = Forward("elementwise sigmoid", {A: Z.applyfunc(sigma), J: g(total(times(G, A)))})
RELU = Forward("elementwise relu", {A: Z.applyfunc(relu), J: g(total(times(G, A)))})

# Samples in columns, with the letters of the source: there D is the product itself.
Xc, Wc, Dc, Gc = matrix("X", d, m), matrix("W", o, d), matrix("D", o, m), matrix("G", o, m)
COLUMNS = Forward("columns", {Dc: Wc * Xc, J: g(total(times(Gc, Dc)))})

V, Zs, Gs, Ds = matrix("W", d, d), matrix("Z", m, d), matrix("G", m, d), matrix("D", m, d)
SHARED = Forward("shared", {Zs: X * V * V, J: g(total(times(Gs, Zs)))}, adjoints={Ds: Zs})


def _rows(X: Any, W: Any, b: Any, G: Any) -> Any:
    return _after(X @ W + b, G)


def _columns(X: Any, W: Any, G: Any) -> Any:
    return _after(W @ X, G)


def _after(Z: Any, G: Any) -> Any:
    return scalar.tanh((G * Z).sum())


def _through(function: Any) -> Any:
    each = np.vectorize(function, otypes=[object])
    return reverse_mode(lambda Z, G: _after(each(Z), G), "Z")


FORMULAS = (
    Formula(
        "06", "affine_delta",
        r"D = \frac{\partial J}{\partial Z}",
        ROWS, J, Z, gprime(total(times(G, Z))) * G,
        reverse_mode(_after, "Z"),
    ),
    Formula(
        "06", "affine_weights",
        r"\frac{\partial J}{\partial W} = X^\top \frac{\partial J}{\partial Z} = X^\top D",
        ROWS, J, W, X.T * D,
        reverse_mode(_rows, "W"),
    ),
    Formula(
        "06", "affine_weight_entry",
        r"\frac{\partial J}{\partial W_{jk}} = \sum_{i=1}^m X_{ij} D_{ik}",
        ROWS, J, W, X.T * D,
        reverse_mode(_rows, "W"),
    ),
    Formula(
        "06", "affine_input",
        r"\frac{\partial J}{\partial X} = \frac{\partial J}{\partial Z}\, W^\top = D W^\top",
        ROWS, J, X, D * W.T,
        reverse_mode(_rows, "X"),
    ),
    Formula(
        "06", "affine_input_entry",
        r"\frac{\partial J}{\partial X_{ij}} = \sum_{k=1}^o D_{ik} W_{jk}",
        ROWS, J, X, D * W.T,
        reverse_mode(_rows, "X"),
    ),
    Formula(
        "06", "affine_bias",
        r"\frac{\partial J}{\partial b} = \mathbf{1}^\top \frac{\partial J}{\partial Z}"
        r" = \mathbf{1}^\top D",
        ROWS, J, b, ones(m).T * D,
        reverse_mode(_rows, "b"),
    ),
    Formula(
        "06", "affine_bias_entry",
        r"\frac{\partial J}{\partial b_j} = \sum_{i=1}^m D_{ij}",
        ROWS, J, b, ones(m).T * D,
        reverse_mode(_rows, "b"),
    ),
    Formula(
        "06", "affine_columns_weights",
        r"\frac{\partial J}{\partial W} = \frac{\partial J}{\partial D}\, X^\top",
        COLUMNS, J, Wc, gprime(total(times(Gc, Dc))) * Gc * Xc.T,
        reverse_mode(_columns, "W"),
    ),
    Formula(
        "06", "affine_columns_input",
        r"\frac{\partial J}{\partial X} = W^\top \frac{\partial J}{\partial D}",
        COLUMNS, J, Xc, gprime(total(times(Gc, Dc))) * Wc.T * Gc,
        reverse_mode(_columns, "X"),
    ),
    Formula(
        "06", "elementwise",
        r"\frac{\partial J}{\partial Z} = \frac{\partial J}{\partial A} \odot f'(Z)",
        GENERAL, J, Z, gprime(total(times(G, A))) * times(G, Z.applyfunc(fprime)),
        _through(scalar.sigmoid),
    ),
    Formula(
        "06", "elementwise_sigmoid",
        r"\frac{\partial J}{\partial Z} = \frac{\partial J}{\partial A} \odot A \odot (1 - A)",
        SIGMOID, J, Z, gprime(total(times(G, A))) * times(G, A.applyfunc(from_output)),
        _through(scalar.sigmoid),
    ),
    Formula(
        "08", "elementwise_relu",
        r"\frac{\partial J}{\partial Z} = \frac{\partial J}{\partial A} \odot [Z > 0]",
        RELU, J, Z, gprime(total(times(G, A))) * times(G, Z.applyfunc(above_zero)),
        _through(scalar.relu),
    ),
    Formula(
        "06", "shared_weights",
        r"\frac{\partial J}{\partial W} = X^\top D\, W^\top + (XW)^\top D",
        SHARED, J, V, X.T * Ds * V.T + (X * V).T * Ds,
        reverse_mode(lambda X, W, G: _after(X @ W @ W, G), "W"),
    ),
)  # fmt: skip
