"""Errata of the CS109A slides on logistic regression and on descent (P. Protopapas, K. Rader)."""

import csv
from pathlib import Path

import numpy as np
import sympy as sp

from .rows import DESCENT, LOGISTIC, WORDS, House, Spelling, Trial, right, row, sigma, slope, wrong

HEART = Path(__file__).parents[2] / "nnlib" / "data" / "heart.csv"


@row(
    "E1-1", "T", LOGISTIC, "slide 6",
    printed="five patients with gaps in their rows",
    holds="zeros stand there: the rows printed in lecture 4",
    why="the zeros were lost, nine in all; the file of the UCI repository has them",
)  # fmt: skip
def _():
    # The slide's numbers in columns age to slope, without the kind of pain, which is a word there.
    slide = [
        [63, 1, 145, 233, 1, 2, 150, 2.3, 3],
        [67, 1, 160, 286, 2, 108, 1, 1.5, 2],
        [67, 1, 120, 229, 2, 129, 1, 2.6, 2],
        [37, 1, 130, 250, 187, 3.5, 3],
        [41, 130, 204, 2, 172, 1.4, 1],
    ]
    rows = list(csv.reader(HEART.read_text().splitlines()))[1:6]
    numbers = [[float(cell) for i, cell in enumerate(line[:11]) if i != 2] for line in rows]
    # Where a zero is missing: Sex is column 1, Fbs 4, RestECG 5, ExAng 7.
    filled = [list(line) for line in slide]
    for line, gaps in zip(filled, [(7,), (4,), (4,), (4, 5, 7), (1, 4, 7)], strict=True):
        for place in gaps:
            line.insert(place, 0)
    return Trial(numbers, filled, lambda: np.array(slide))


@row(
    "E1-2", "O", LOGISTIC, "slide 9",
    printed='from ½ to "about 1" takes $2/\\beta_1$',
    holds=r"there the *tangent* reaches 1; the curve is at $\sigma(2) \approx 0.88$",
    why=r"at that distance from the centre $z = 2$",
)  # fmt: skip
def _():
    b0, b1, x = sp.Integer(-3), sp.Rational(3, 2), sp.Symbol("x")
    curve = 1 / (1 + sp.exp(-(b0 + b1 * x)))
    return Trial(float(curve.subs(x, -b0 / b1 + 2 / b1)), 0.8807970779779, 1)


@row(
    "E1-3", "N", LOGISTIC, "slides 13, 17, 30, 51",
    printed='a loss that "averages", and is a sum in every formula',
    holds="choose one; this course takes the mean",
    why="the sum is $m$ times the mean, and so is its gradient",
)  # fmt: skip
def _():
    y, p = np.array([1.0, 0, 1, 1]), np.array([0.9, 0.2, 0.4, 0.7])
    each = -(y * np.log(p) + (1 - y) * np.log(1 - p))
    return Trial(-np.log([0.9, 0.8, 0.4, 0.7]).sum() / 4, each.mean(), each.sum())


@row(
    "E1-4", "N", LOGISTIC, "slide 14",
    printed="$W = (W_0, \\dots, W_4)$ times $X = (x_1, \\dots, x_4)$",
    holds="$X$ needs a leading 1 for the bias",
    why="five numbers against four",
)  # fmt: skip
def _():
    w, x = np.array([0.5, 1, -2, 3, 0.1]), np.array([2.0, 1, 0.5, -1])
    return Trial(0.5 + 2 - 2 + 1.5 - 0.1, np.append(1, x) @ w, lambda: w @ x)


@row(
    "E1-14", "T", LOGISTIC, "slide 51",
    printed="$p_i = 1/(1 + e^{-h_k})$, in the chain of patient $k$",
    holds="$p_k$",
    why="each patient has a chain of their own",
)  # fmt: skip
def _():
    h = np.array([-1.0, 0.5, 2.0])
    each = [1 / (1 + np.e), 1 / (1 + np.e**-0.5), 1 / (1 + np.e**-2)]
    return Trial(each, sigma(h), sigma(h[[2, 2, 2]]))


@row(
    "E1-15", "N", LOGISTIC, "slide 52",
    printed="the output, once $p$, is renamed $y$",
    holds="keep $p$",
    why="$y$ is the label, and the loss needs both",
)  # fmt: skip
def _():
    def loss(y, p):
        return -(y * np.log(p) + (1 - y) * np.log(1 - p))

    return Trial(-np.log(0.3), loss(1, 0.3), loss(0.3, 0.3))


@row(
    "E1-17", "M", LOGISTIC, "slide 61",
    printed=wrong("neuron_loss_by_probability"),
    holds=right("neuron_loss_by_probability"),
    why="the inner derivative of $1 - p$ brings another minus",
)  # fmt: skip
def _():
    y, p = 0.25, 0.6
    truth = slope(lambda p: -(y * np.log(p) + (1 - y) * np.log(1 - p)), p)
    return Trial(truth, -y / p + (1 - y) / (1 - p), -y / p - (1 - y) / (1 - p))


@row(
    "E1-18", "M", LOGISTIC, "slide 61",
    printed=r"$-X\,p(1 - p)\bigl[\frac yp + \frac{1 - y}{1 - p}\bigr]$ for the slope, and the same "
    "bracket for the intercept",
    holds=f"{right('neuron_loss_by_slope')} and {right('neuron_loss_by_intercept')}",
    why=r"the bracket has to be $\frac yp - \frac{1 - y}{1 - p}$. For $y = 1$ nobody notices; for "
    "$y = 0$ the sign is reversed",
)  # fmt: skip
def _():
    x, p = 1.7, float(sigma(0.3 - 0.8 * 1.7))

    def loss(b1):
        return np.log(1 + np.exp(0.3 + b1 * x))

    return Trial(slope(loss, -0.8), p * x, -x * p * (1 - p) / (1 - p))


@row(
    "E1-19", "M", LOGISTIC, "slide 61",
    printed=wrong("neuron_loss_by_intercept"),
    holds=right("neuron_sum_by_intercept"),
    why="it is the affine sum that has the derivative 1; the loss has $p - y$",
)  # fmt: skip
def _():
    x, y = 1.7, 1.0
    p = sigma(0.3 - 0.8 * x)
    truth = slope(lambda b0: np.log(1 + np.exp(-(b0 - 0.8 * x))), 0.3)
    return Trial(truth, (p - y) * 1, 1)


@row(
    "E1-5", "O", DESCENT, "slides 20, 21",
    printed="steps proportional to the slope avoid overshooting",
    holds=r"only while $\eta < 2/\lambda$, with the curvature $\lambda$",
    why=r"$J = 2w^2$ has the curvature 4. From $w = 1$, ten steps of rate 0.6 lead to 28.93",
)  # fmt: skip
def _():
    w, eta, curvature = 1.0, 0.6, 4.0
    for _ in range(10):
        w = w - eta * slope(lambda w: 2 * w**2, w)
    assert round(w, 2) == 28.93
    return Trial(abs(w) > 1, eta > 2 / curvature, False)


@row(
    "E1-6", "O", DESCENT, "slide 21",
    printed="several predictors: do the same sequentially",
    holds="all partial derivatives at the same point, then all steps together",
    why=r"on $\frac12 (w_1 + w_2 - 1)^2$ from $(0, 0)$ with rate ½: $(0.5, 0.5)$ together, but "
    r"$(0.5, 0.25)$ one after the other, which is not along the gradient",
)  # fmt: skip
def _():
    def loss(w):
        return (w.sum() - 1) ** 2 / 2

    truth = -0.5 * slope(loss, np.zeros(2))
    w = np.zeros(2)
    for i in range(2):
        w[i] -= 0.5 * (w.sum() - 1)
    return Trial(truth, [0.5, 0.5], w)


@row(
    "E1-7", "N", WORDS, "slide 22",
    printed="$w^{(i)}$ for the weights after $i$ updates, though $i$ also counts the patients",
    holds="$t$ for updates or epochs, $i$ for a sample",
    why="one letter, one meaning",
)  # fmt: skip
def _():
    return House(("An **update** is one step", "an **epoch** one pass"), ("w^{(i)}", "w^{(k)}"))


@row(
    "E1-8", "O", DESCENT, "slide 24",
    printed="avoid local minima, said of logistic regression",
    holds="its loss is convex: there is no minimum but the lowest. The worry begins with hidden "
    "layers",
    why=f"{right('binary_cross_entropy_hessian')} has no negative eigenvalue",
)  # fmt: skip
def _():
    rng = np.random.default_rng(2)
    x, y = rng.normal(size=(20, 3)), rng.integers(0, 2, 20)

    def gradient(w):
        return slope(lambda w: np.mean(np.log(1 + np.exp(x @ w)) - y * (x @ w)), w)

    def lowest(w, h=1e-3):
        columns = [(gradient(w + h * e) - gradient(w - h * e)) / (2 * h) for e in np.eye(3)]
        return np.linalg.eigvalsh(np.array(columns)).min()

    curvatures = [lowest(w) for w in rng.normal(0, 2, (5, 3))]
    return Trial(min(curvatures) > 0, True, False)


@row(
    "E1-9", "M", DESCENT, "slide 27",
    printed=wrong("line_intercept"),
    holds=right("line_intercept"),
    why="the inner derivative is $-1$; the factor 2 is $\\frac1m$ with half the mean as loss. Set "
    "to zero, as the slide goes on to do, both give the same line",
)  # fmt: skip
def _():
    x, y = np.array([1.0, 2, 4]), np.array([0.5, 1, 3])
    truth = slope(lambda b0: ((y - b0 - 0.7 * x) ** 2).sum(), 0.2)
    residual = y - 0.2 - 0.7 * x
    return Trial(truth, -2 * residual.sum(), 2 * residual.sum())


@row(
    "E1-13", "O", DESCENT, "slide 40",
    printed="the sum over a batch approximates the sum over all",
    holds=r"after the factor $n/\lvert b_k\rvert$; or take means",
    why="at $\\beta = 0$ every patient costs $\\log 2$: batches of 2 and 3 sum to 1.386 and "
    "2.079, all five to 3.466",
)  # fmt: skip
def _():
    costs = np.full(5, -np.log(0.5))
    assert [round(costs[:n].sum(), 3) for n in (2, 3, 5)] == [1.386, 2.079, 3.466]
    return Trial(5 * np.log(2), 5 / 2 * costs[:2].sum(), costs[:2].sum())


@row(
    "E1-30", "T", WORDS, "slides 9, 18",
    printed=r"*minimul*, ½\\",
    holds="minimum, ½",
    why="typing",
)  # fmt: skip
def _():
    return Spelling(("minimul", "½\\"))
