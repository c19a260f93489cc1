"""Errata of D. Hoiem, MLPs and Backprop."""

import math
from itertools import pairwise

import numpy as np

from nnlib.functions import sign

from .davis import B, W, X
from .rows import (
    DELTAS,
    DESCENT,
    NETWORKS,
    UNIT,
    WORDS,
    House,
    Spelling,
    Trial,
    right,
    row,
    sigma,
    slope,
    wrong,
)


@row(
    "E3-1", "T", DESCENT, "practice questions",
    printed="PEGASUS; the answers to the three questions are missing",
    holds="Pegasos (Primal Estimated sub-GrAdient SOlver for SVM); true, true, false",
    why="it is an acronym. It takes one sample per step, and its run time does not grow with their "
    "number (Shalev-Shwartz, Singer, Srebro, 2007)",
)  # fmt: skip
def _():
    return House(("Pegasos",), ("PEGASUS", "Pegasus"))


@row(
    "E3-2", "O", UNIT, "perceptron update rule",
    printed='a "perceptron update" with the residual $f(x) - y$',
    holds="the delta rule, or LMS",
    why="the residual is not thresholded: $-13$ where the perceptron has $-1$, in the example of "
    "lecture 1",
)  # fmt: skip
def _():
    total = sum(w * x for w, x in zip(W, X, strict=True)) + B
    return Trial(0 - 1, np.heaviside(total, 1) - 1, total - 1)


@row(
    "E3-3", "N", UNIT, "perceptron update rule",
    printed="$f = w_0x_0 + \\dots + w_mx_m + b$, and no rule for $b$",
    holds=r"$b \leftarrow b - \eta\,(f - y)$",
    why="the bias is the weight of an input 1. Counted from 0 to $m$ there are $m + 1$ weights",
)  # fmt: skip
def _():
    truth = slope(lambda b: (W @ X + b - 1) ** 2 / 2, B)
    return Trial(truth, W @ X + B - 1, 0)


@row(
    "E3-4", "N", UNIT, "perceptron",
    printed="sgn is $-1$ for negative and $+1$ for positive inputs",
    holds="$+1$ at 0, too",
    why="otherwise there is no answer on the line. With $t(0) = 1$, sgn is $2t - 1$ everywhere",
)  # fmt: skip
def _():
    z = np.array([-0.5, 0.0, 2.0])
    return Trial(2 * np.heaviside(z, 1) - 1, sign(z), [-1, np.nan, 1])


@row(
    "E3-5", "N", NETWORKS, "the digits, the 2-2-1 network",
    printed="$W_{10}$ leads from 0 to 1, but $w_{35}$ from 3 to 5",
    holds="one order: here (in, out), as in $w_{35}$",
    why="put into one matrix, the weights of the small network would meet the wrong inputs",
)  # fmt: skip
def _():
    w13, w23, w14, w24 = 0.5, -1.0, 2.0, 0.25
    x = np.array([3.0, 4.0])
    matrix = np.array([[w13, w14], [w23, w24]])
    return Trial([w13 * 3 + w23 * 4, w14 * 3 + w24 * 4], x @ matrix, matrix @ x)


@row(
    "E3-6", "N", NETWORKS, "the digits",
    printed="$x_1 = W_{10}x_0$ and $x_3 = W_{32}x_2$, without biases; the count of parameters has "
    "them",
    holds="add $b$: 203,530 parameters",
    why="the formulas as printed have 203,264",
)  # fmt: skip
def _():
    formulas = np.zeros((256, 784)).size + np.zeros((10, 256)).size
    assert formulas == 203_264
    return Trial(256 * (784 + 1) + 10 * (256 + 1), formulas + 256 + 10, formulas)


@row(
    "E3-7", "N", NETWORKS, "ReLU",
    printed=r"$\delta(x > 0)$ for the derivative",
    holds=f"{right('relu_derivative')}, 1 if the bracket is true and 0 if not",
    why=r"$\delta$ is 1 where its argument is 0. At $z = 0$ there is no derivative; we take 0",
)  # fmt: skip
def _():
    z = np.array([-1.0, 0.3, 2.0])
    truth = [slope(lambda z: max(z, 0.0), at) for at in z]
    return Trial(truth, z > 0, [float((at > 0) == 0) for at in z])


@row(
    "E3-8", "M", DELTAS, "what if $f_3$ is a ReLU",
    printed=r"$f_3 = w_{13} \max(x_1, 0) + w_{23} \max(x_2, 0)$, so "
    + wrong("relu_network_hidden_weight"),
    holds=r"$a_3 = \max(0, w_{13}x_1 + w_{23}x_2)$, so " + right("relu_network_hidden_weight"),
    why="the ReLU stands behind the sum. The gradient can be zero for $x_1 > 0$, and other than "
    "zero for $x_1 < 0$",
)  # fmt: skip
def _():
    def trial(x1, x2, w13, w23, w35=0.8, rest=0.3, y=1.0):
        g5 = w35 * max(0.0, w13 * x1 + w23 * x2) + rest
        truth = slope(lambda w: (w35 * max(0.0, w * x1 + w23 * x2) + rest - y) ** 2, w13)
        factor = 2 * (g5 - y) * w35
        return truth, factor * (w13 * x1 + w23 * x2 > 0) * x1, factor * max(x1, 0.0)

    cases = [trial(1.0, -2, 0.5, 1), trial(-1.0, 2, 0.5, 1)]
    assert [np.allclose(found, 0) for found in cases[0]] == [True, True, False]
    assert [np.allclose(found, 0) for found in cases[1]] == [False, False, True]
    return Trial(*zip(*cases, strict=True))


@row(
    "E3-9", "N", DELTAS, "the 2-2-1 network",
    printed=r"$\psi$ and $y$, $W$ and $w$, $X_1$ and $x_1$ for the same things; no $f_4$",
    holds="$y$, $w$, $x_1$, and $f_4 = w_{14}x_1 + w_{24}x_2$",
    why="one letter for one thing",
)  # fmt: skip
def _():
    return House(("w_{14}", "w_{24}"), (r"\psi",))


@row(
    "E3-10", "N", UNIT, "two updates",
    printed="the factor 2 of the square, dropped in one update and kept in another",
    holds="choose one; with the ½ of this course there is none",
    why="it changes the learning rate, not the direction",
)  # fmt: skip
def _():
    truth = slope(lambda b: (W @ X + b - 1) ** 2, B)
    residual = W @ X + B - 1
    return Trial(truth, 2 * residual, residual)


@row(
    "E3-11", "O", NETWORKS, "hidden layers",
    printed='"every bounded continuous function" with one hidden layer, "any function" with two',
    holds="continuous functions on a closed and bounded set, as closely as you like (Cybenko, "
    "1989)",
    why="far out a network of sigmoids is constant, and the sine is not: their distance stays 1 "
    "at least",
)  # fmt: skip
def _():
    rng = np.random.default_rng(3)
    v, w, b = rng.normal(size=(3, 50))
    far = 1e9 + np.linspace(0, 2 * np.pi, 101)
    distance = np.abs(sigma(np.clip(np.outer(far, w) + b, -700, 700)) @ v - np.sin(far)).max()
    return Trial(distance > 0.99, True, False)


@row(
    "E3-12", "T", WORDS, "activations",
    printed='"at *extremum*", "*Most* choice"',
    holds="at the extremes, most common choice",
    why="typing",
)  # fmt: skip
def _():
    return Spelling(("at extremum", "most choice"))


@row(
    "E3-13", "O", NETWORKS, "backgammon",
    printed="198 inputs: how many pieces on each space",
    holds="192 of them; the others tell of the bar, of pieces taken off, and of whose turn it is",
    why="24 spaces, four inputs for each, two players",
)  # fmt: skip
def _():
    spaces, inputs, players = 24, 4, 2
    return Trial(198, spaces * inputs * players + 2 + 2 + 2, spaces * inputs * players)


@row(
    "E3-14", "-", NETWORKS, "TD-Gammon",
    printed="200,000 games for TD-Gammon 0.0",
    holds="as printed (Tesauro, 1995)",
    why="no error, but you may meet 300,000 elsewhere: say whom you quote",
)  # fmt: skip
def _():
    return House(("200,000",))


@row(
    "E3-15", "N", NETWORKS, "positions to colours",
    printed='"4 layers and 256 channels", and no formula for the encoding',
    holds="263,683 parameters with three hidden layers, 329,475 with four; sine and cosine of 256 "
    "frequencies",
    why="the words fit both networks",
)  # fmt: skip
def _():
    def count(*widths):
        return sum((a + 1) * b for a, b in pairwise(widths))

    three, four = count(512, 256, 256, 256, 3), count(512, *[256] * 4, 3)
    return Trial([three, four], [263_683, 329_475], [three, three])


@row(
    "E3-16", "L", DELTAS, "two-minute break question",
    printed="the picture of the network is lost",
    holds="the network 2-2-2-1 drawn in lecture 7",
    why="both answers in print hold for it, wherever the other four weights go",
)  # fmt: skip
def _():
    return House(("w_0 w_9 + w_3 w_7", "[2, 2, 2, 1]"))


@row(
    "E3-17", "N", WORDS, "the two algorithms",
    printed='"iteration $t$" and "epoch $t$" for a pass over the data',
    holds="epoch $t$; an iteration is one update",
    why=r"it decides what $\eta = 0.1/t$ means",
)  # fmt: skip
def _():
    # Three batches an epoch, four epochs: the last rate by epochs, and by updates.
    by_epoch = [0.1 / t for t in range(1, 5) for _ in range(3)]
    return Trial(by_epoch[-1], 0.1 / 4, 0.1 / math.prod((3, 4)))
