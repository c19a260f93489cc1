"""Errata of Multilayer Perceptron and Backpropagation, the course notes with samples in columns."""

from itertools import product

import numpy as np

from .rows import DESCENT, MATRICES, WORDS, House, Trial, row, slope

RNG = np.random.default_rng(7)
INPUT, HIDDEN, N = RNG.normal(size=(4, 3)), RNG.normal(size=(4, 5)), 3


@row(
    "E2-1", "M", MATRICES, "weight matrices",
    printed=r"$W_H \in \mathbb{R}^{D_I \times D_H}$ with $H = W_H I + b_H$, and $W_O$ likewise",
    holds=r"$W_H \in \mathbb{R}^{D_H \times D_I}$, or $W_H^\top I$",
    why="columns of the first factor must meet rows of the second: $D_H$ is not $D_I$",
)  # fmt: skip
def _():
    sums = [[sum(HIDDEN[i, h] * INPUT[i, n] for i in range(4)) for n in range(N)] for h in range(5)]
    return Trial(sums, HIDDEN.T @ INPUT, lambda: HIDDEN @ INPUT)


@row(
    "E2-2", "M", MATRICES, "loss function",
    printed=r"$L = \frac12 (O - Y)^2$ for matrices",
    holds=r"$L = \frac12 \sum_{j,n} (O_{jn} - Y_{jn})^2$",
    why="a loss is one number; the printed form is a matrix",
)  # fmt: skip
def _():
    o, t = RNG.normal(size=(2, N)), RNG.normal(size=(2, N))
    total = sum((o[j, n] - t[j, n]) ** 2 / 2 for j in range(2) for n in range(N))
    return Trial(total, ((o - t) ** 2).sum() / 2, (o - t) ** 2 / 2)


@row(
    "E2-3", "N", WORDS, "loss function",
    printed=r"$\delta L / \delta w$",
    holds=r"$\partial L / \partial w$",
    why="a partial derivative is written with $\\partial$; $\\delta$ is the error signal of a unit",
)  # fmt: skip
def _():
    return House((r"\partial",), (r"\frac{\delta L}", r"\delta L/\delta"))


@row(
    "E2-4", "N", MATRICES, "hidden layer",
    printed="$b_H$, of no shape",
    holds="$(D_H, 1)$, the same for every column; its gradient adds up the columns",
    why="a flat $(D_H,)$ does not fit $(D_H, N)$, and where the two are equal it is added "
    "along the wrong axis",
)  # fmt: skip
def _():
    h, b = HIDDEN.T @ INPUT, np.arange(5.0)
    by_hand = [[h[i, n] + b[i] for n in range(N)] for i in range(5)]
    return Trial(by_hand, h + b[:, None], lambda: h + b)


def _fitting(rows, inner, columns):
    """Count the products of X and dD, in either order and transposed or not, of the shape of W."""
    w, x, d = np.ones((rows, inner)), np.ones((inner, columns)), np.ones((rows, columns))
    found = 0
    for a, b in product((x, x.T), (d, d.T)):
        for first, second in ((a, b), (b, a)):
            found += first.shape[1] == second.shape[0] and (first @ second).shape == w.shape
    return found


@row(
    "E2-5", "O", MATRICES, "dimension analysis",
    printed='"always exactly one way" to make the dimensions work out',
    holds="one way if all dimensions differ",
    why="of the eight products of $X$ and $dD$, one fits for sizes (5, 10, 3), two for (4, 4, 3) "
    "and all eight for (4, 4, 4). Only one of them is the gradient",
)  # fmt: skip
def _():
    counts = [_fitting(*sizes) for sizes in ((5, 10, 3), (4, 4, 3), (4, 4, 4))]
    return Trial(counts, [1, 2, 8], [1, 1, 1])


@row(
    "E2-6", "L", MATRICES, "output and input layer",
    printed="the formulas of two layers are lost",
    holds="the table of all gradients in lecture 6",
    why="they were pictures",
)  # fmt: skip
def _():
    return House((r"W_2^\top", r"A_1^\top"))


@row(
    "E2-7", "N", MATRICES, "hidden layer",
    printed=r"$\hat H_j = f(H_j)$, with no word on $j$",
    holds=r"$\hat H = f(H)$, for each entry",
    why="read as rows or columns it would also allow a softmax",
)  # fmt: skip
def _():
    h = np.array([[0.5, -1.0], [2.0, 0.0]])
    entries = [[np.tanh(0.5), np.tanh(-1.0)], [np.tanh(2.0), 0.0]]
    return Trial(entries, np.tanh(h), [np.exp(row) / np.exp(row).sum() for row in h])


@row(
    "E2-8", "O", DESCENT, "loss function",
    printed="stochastic descent on a loss that is a sum",
    holds="a mean, or a rate divided by the number of samples",
    why="the step of a sum grows with the batch: twice the samples, twice the step",
)  # fmt: skip
def _():
    x, y = np.array([1.0, -2, 0.5]), np.array([0.5, 1, 0])

    def step(copies):
        a, b = np.tile(x, copies), np.tile(y, copies)
        return slope(lambda w: ((w * a - b) ** 2).sum() / 2, 0.3)

    return Trial(step(2) / step(1), 2, 1)
