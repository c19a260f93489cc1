"""Errata of F. Davis, Multilayer Perceptrons II."""

import numpy as np
import sympy as sp

from .rows import (
    CHAIN,
    LAYERS,
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

X = np.array([-1.0, -2.0, 3.0])
W, B = np.array([1.0, 1.0, -2.0]), -3.0


@row(
    "E0-1", "M", CHAIN, "chain rule",
    printed=wrong("root_outer"),
    holds=right("root_outer"),
    why=r"the root is taken twice: the printed form is $\tfrac12 u^{-1/4}$, too big by the factor "
    r"$u^{1/4}$. The $R'(z)$ below it is right",
)  # fmt: skip
def _():
    u = sp.Symbol("u", positive=True)
    printed = sp.Rational(1, 2) * sp.sqrt(u) ** sp.Rational(-1, 2)
    truth = float(sp.diff(sp.sqrt(u), u).subs(u, 7))
    return Trial(truth, 0.5 * 7**-0.5, float(printed.subs(u, 7)))


@row(
    "E0-2", "N", CHAIN, "chain rule",
    printed="$d_y / d_x$",
    holds="$dy/dx$",
    why="the $d$ stands before the letter; it has no index",
)  # fmt: skip
def _():
    return House((r"\frac{dy}{dx}",), ("d_y", "d_{y}"))


@row(
    "E0-3", "M", UNIT, "update rule",
    printed=r"$\partial L/\partial\hat y$ with a factor $\hat y'$, a superscript $(i)$ and no "
    r"$1/m$",
    holds=right("half_mean_squared_by_answer"),
    why=r"the inner derivative of $y - \hat y$ is $-1$, and each sample has its share $1/m$. With "
    "$m = 1$ the numbers agree",
)  # fmt: skip
def _():
    y, yhat = np.array([1.0, 0, 1, 0]), np.array([0.3, 0.2, 0.9, 0.6])
    truth = slope(lambda yhat: ((y - yhat) ** 2).sum() / 8, yhat)
    return Trial(truth, -(y - yhat) / 4, -(y - yhat))


@row(
    "E0-4", "O", UNIT, "update rule",
    printed='the gradient of $L$, found while "ignoring $t$"',
    holds="a surrogate gradient",
    why="the exact gradient is 0, since the step is flat. Leaving $t$ out of the residual too "
    "gives another rule again: $(13, 26, -39, -13)$ in place of $(1, 2, -3, -1)$",
)  # fmt: skip
def _():
    def loss(theta):
        return (1 - float(theta[:3] @ X + theta[3] >= 0)) ** 2 / 2

    theta = np.append(W, B)
    raw = -(1 - theta @ np.append(X, 1)) * np.append(X, 1)
    assert raw.tolist() == [13, 26, -39, -13]
    return Trial(slope(loss, theta), np.zeros(4), [1.0, 2, -3, -1])


def _output(output_bias, w1=0.8, b1=0.1, w2=-0.6, b2=0.3, wo=0.9, x=0.5):
    return sigma(wo * sigma(w2 * sigma(w1 * x + b1) + b2) + output_bias)


@row(
    "E0-5", "M", LAYERS, "the network",
    printed="$b_{h_2}$ as the bias of the output, too; it is listed twice",
    holds="a bias $b_o$ of its own",
    why="each unit has one bias. With $b_{h_2} = 0.3$ for $b_o = -0.4$, the output moves by 0.17",
)  # fmt: skip
def _():
    assert round(float(_output(0.3) - _output(-0.4)), 2) == 0.17
    signal = 0.5
    for weight, bias in ((0.8, 0.1), (-0.6, 0.3), (0.9, -0.4)):
        signal = 0.5 + 0.5 * np.tanh((weight * signal + bias) / 2)
    return Trial(signal, _output(-0.4), _output(0.3))


@row(
    "E0-6", "N", LAYERS, "the gradients",
    printed="$W_{h_o}$",
    holds="$W_o$",
    why="it is the matrix called $W_o$ three lines above",
)  # fmt: skip
def _():
    return House(("W_o",), ("W_{h_o}", "W_{ho}"))


def _network(m, d, h, k, o):
    """Draw a network, and return its loss by W1 together with what backpropagation makes of it."""
    rng = np.random.default_rng(5)
    x, y = rng.normal(size=(m, d)), rng.uniform(size=(m, o))
    w1, w2, wo = (rng.normal(size=shape) for shape in ((d, h), (h, k), (k, o)))

    def forward(w1):
        c = sigma(x @ w1)
        b = sigma(c @ w2)
        return c, b, sigma(b @ wo)

    def loss(w1):
        return ((y - forward(w1)[2]) ** 2).sum() / (2 * m)

    c, b, a = forward(w1)
    slopes = [a * (1 - a), b * (1 - b), c * (1 - c)]
    return loss, x, (w1, w2, wo), a - y, slopes


@row(
    "E0-7", "N", LAYERS, "the gradients",
    printed="$A' W_o B' W_{h_2} C' x$, also for matrices",
    holds="as printed for numbers; for matrices "
    + right("three_layer_first_weights")
    + r", with $D_1 = (D_2 W_2^\top) \odot C'$",
    why="with layers of 3, 4 and 2 units the factors do not even fit. Transposes are missing, and "
    "the slopes multiply elementwise",
)  # fmt: skip
def _():
    m = 4
    loss, x, (w1, w2, wo), residual, (a, b, c) = _network(m, 3, 4, 2, 3)
    d1 = ((residual * a / m) @ wo.T * b) @ w2.T * c
    return Trial(
        slope(loss, w1), x.T @ d1, lambda: np.linalg.multi_dot([residual * a, wo, b, w2, c, x])
    )


@row(
    "E0-8", "N", LAYERS, "with the loss",
    printed=r"a sum over $(y^{(i)} - \hat y^{(i)})$ times $A'B$",
    holds=right("chain_loss_output_weight"),
    why="$A'$ and $B$ differ from sample to sample: they belong under the sum, with its index",
)  # fmt: skip
def _():
    return _per_sample(lambda r, ab: -r.sum() * ab[-1] / len(r))


@row(
    "E0-9", "M", LAYERS, "the algorithm",
    printed=r"first $-\frac1m \sum_i (y^{(i)} - \hat y^{(i)})$, one number; then apply it to the "
    "gradients",
    holds="keep one residual per sample, and add up at the end",
    why="a mean of products is not the product of the means: wrong for every $m > 1$",
)  # fmt: skip
def _():
    return _per_sample(lambda r, ab: -r.mean() * ab.mean())


def _per_sample(printed):
    x, y = np.array([0.5, -1, 2]), np.array([1.0, 0, 1])
    b = sigma(0.7 * x)

    def loss(wo):
        return ((y - sigma(wo * b)) ** 2).sum() / 6

    a = sigma(-1.3 * b)
    residual, ab = y - a, a * (1 - a) * b
    return Trial(slope(loss, -1.3), -(residual * ab).mean(), printed(residual, ab))


@row(
    "E0-10", "N", LAYERS, "the algorithm",
    printed="A, B, C *and the gradients* in the forward pass",
    holds="only the local derivatives $A'$, $B'$, $C'$",
    why="a gradient of the loss needs the residual, which is known only at the end: two labels, "
    "two gradients, one forward pass",
)  # fmt: skip
def _():
    b, wo = sigma(0.7), -1.3
    a = sigma(wo * b)
    truth = [slope(lambda w, y=y: (y - sigma(w * b)) ** 2 / 2, wo) for y in (0, 1)]
    return Trial(truth, [(a - y) * a * (1 - a) * b for y in (0, 1)], [a * (1 - a) * b] * 2)


@row(
    "E0-11", "T", WORDS, "here and there",
    printed="chain *rle*, *chian* rule, *tediuous*, *rec-calculate*, *preidction*",
    holds="rule, chain, tedious, recalculate, prediction",
    why="typing",
)  # fmt: skip
def _():
    return Spelling(("rle", "chian", "tediuous", "rec-calculate", "preidction"))


@row(
    "E0-12", "L", UNIT, "four pictures",
    printed='"our new network is:", and nothing below; the pictures are lost',
    holds="$w = (0, -1, 1)$, $b = -2$, drawn in lecture 1; the three-layer network in lecture 3",
    why="they follow from the numbers beside them",
)  # fmt: skip
def _():
    return House(("show_unit(w_new, b_new, x)", "(0, -1, 1)"))
