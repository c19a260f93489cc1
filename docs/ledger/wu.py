"""Errata of Y. Wu, CS540 lecture 3, Backpropagation."""

from itertools import pairwise

import numpy as np

from .rows import DELTAS, NETWORKS, UNIT, WORDS, Spelling, Trial, row, sigma, slope

RNG = np.random.default_rng(11)
X, Y = RNG.normal(size=(4, 3)), RNG.uniform(size=4)
W1, B1, W2, B2 = RNG.normal(size=(3, 2)), RNG.normal(size=2), RNG.normal(size=2), 0.3
A1 = sigma(X @ W1 + B1)
A = sigma(A1 @ W2 + B2)
LAST = (A - Y) * A * (1 - A)


def cost(w1, b1, w2, b2):
    return ((Y - sigma(sigma(X @ w1 + b1) @ w2 + b2)) ** 2).sum() / 2


@row(
    "E4-1", "M", UNIT, "multi-layer perceptron",
    printed=r"$\hat y = 1$ if $a'' > 0$, where $g$ is a sigmoid",
    holds=r"$a'' \ge \frac12$, or $g = t$",
    why="a sigmoid is always above 0, so every answer would be 1",
)  # fmt: skip
def _():
    z = np.array([-3.0, -0.1, 0.2, 4.0])
    return Trial([0, 0, 1, 1], np.where(sigma(z) >= 0.5, 1, 0), np.where(sigma(z) > 0, 1, 0))


@row(
    "E4-2", "T", DELTAS, "notation and formulas",
    printed="$b_i^{(l)}$, $b_j^{(2)}$, $x_{ij}'$, $w_{iji}^{(1)}$, $w_i^{(2)}$",
    holds="$b_j^{(l)}$, $b^{(2)}$, $x_{ij'}$, $w_{j'j}^{(1)}$, $w_j^{(2)}$",
    why="$i$ counts samples, and the last layer has one unit, so one bias. The formulas are right",
)  # fmt: skip
def _():
    return Trial(slope(lambda b: cost(W1, B1, W2, b), B2), LAST.sum(), np.full(2, LAST.sum()))


@row(
    "E4-3", "N", DELTAS, "algorithm",
    printed="$L$ hidden layers, with widths $m^{(1)}, \\dots, m^{(L-1)}$",
    holds="$L$ layers of weights, $L - 1$ of them hidden",
    why="the last width is that of the output, $m^{(L)} = 1$",
)  # fmt: skip
def _():
    widths = [3, 5, 4, 1]
    matrices = [np.zeros(shape) for shape in pairwise(widths)]
    return Trial(len(widths[1:-1]), len(matrices) - 1, len(matrices))


@row(
    "E4-4", "M", DELTAS, "algorithm",
    printed=r"$\delta_{j'}^{(l+1)}$ in the recursion",
    holds=r"$\delta_{ij'}^{(l+1)}$",
    why="each sample has a $\\delta$ of its own. Without $i$ one would multiply sums over samples",
)  # fmt: skip
def _():
    local = A1 * (1 - A1)
    truth = slope(lambda b1: cost(W1, b1, W2, B2), B1)
    return Trial(truth, (LAST[:, None] * W2 * local).sum(0), LAST.sum() * W2 * local.sum(0))


@row(
    "E4-5", "N", DELTAS, "algorithm",
    printed=r"$\delta_i^{(L)}$, but $\delta_{ij}^{(l)}$ for every $l \le L$",
    holds=r"$\delta_{i1}^{(L)}$",
    why="with a column $(n, 1)$ the last layer is like the others, and so are its weights, $(h, "
    "1)$",
)  # fmt: skip
def _():
    truth = slope(lambda w: cost(W1, B1, w[:, 0], B2), W2[:, None])
    return Trial(truth, A1.T @ LAST[:, None], A1.T @ LAST)


@row(
    "E4-6", "O", NETWORKS, "theory",
    printed='one hidden layer can "represent any continuous function", two can represent '
    "discontinuous ones",
    holds="approximate, on a closed and bounded set",
    why="a network of sigmoids is continuous: at a jump by 1 it is off by ½ at least, however "
    "steep it is",
)  # fmt: skip
def _():
    def off(steepness):
        x = np.linspace(-1, 1, 200_001)
        return np.abs(sigma(np.clip(steepness * x, -700, 700)) - (x >= 0)).max()

    return Trial(min(off(10.0), off(1e3), off(1e6)) >= 0.5, True, False)


@row(
    "E4-7", "N", DELTAS, "cost function",
    printed=r"a cost that is a sum, and a rate $\alpha$ that does not heed $n$",
    holds=r"$\alpha = \eta / n$",
    why="a rate that is safe for 5 samples sends 10 like them off to infinity",
)  # fmt: skip
def _():
    x = np.array([1.0, -1, 2, 0.5, 1])

    def distance(n, rate):
        samples, w = np.resize(x, n), 1.0
        for _ in range(100):
            w -= rate * (samples**2).sum() * w
        return abs(w)

    safe = 1.5 / (x**2).sum()
    assert distance(5, safe) < 1
    return Trial(distance(10, safe * 5 / 10) < 1, True, distance(10, safe) < 1)


@row(
    "E4-8", "O", DELTAS, "algorithm",
    printed=r"stop when $\lvert C - C^{\text{prev}} \rvert < \varepsilon$: convergence",
    holds="it says that the last step was small",
    why=r"$C = w^2/2$ from $w = 1$ with $\alpha = 10^{-7}$ and $\varepsilon = 10^{-6}$: it stops "
    "at once, at $C = 0.5$",
)  # fmt: skip
def _():
    w, before, steps = 1.0, np.inf, 0
    while abs(before - w**2 / 2) >= 1e-6:
        before, w, steps = w**2 / 2, w - 1e-7 * w, steps + 1
    assert steps == 1
    return Trial(round(w**2 / 2, 6), 0.5, 0.0)


@row(
    "E4-9", "O", NETWORKS, "biology",
    printed="100,000,000,000 neurons in a human brain",
    holds=r"about $8.6 \cdot 10^{10}$ (Azevedo and others, 2009)",
    why="rounded up; the count is $86.1 \\pm 8.1$ thousand million",
)  # fmt: skip
def _():
    def within(count):
        return abs(count - 86.1e9) <= 8.1e9

    return Trial(True, within(8.6e10), within(1e11))


@row(
    "E4-10", "T", WORDS, "headings",
    printed="*Interal*, *Backpropogation*, I hidden layer, 8 ResNet",
    holds="internal, backpropagation, 1 hidden layer, ResNet",
    why="typing, and signs misread from a picture",
)  # fmt: skip
def _():
    return Spelling(("interal", "backpropogation", "I hidden", "8 ResNet"))
