"""Plain NumPy as it is first written, one line for each equation; and plain Python for numbers.

These are what the others are measured against.
"""

from math import exp, log

import numpy as np

from .cases import Array, Case, Logistic, Network, Scalar
from .reference import Contender

PLAIN = "NumPy, plain"
FLOATS = "Python floats"


def contenders(case: Case) -> dict[str, Contender]:
    """Return the one that fits a case, by its name."""
    match case:
        case Logistic():
            return {PLAIN: logistic(case)}
        case Scalar():
            return {FLOATS: scalar(case)}
        case Network():
            return {PLAIN: {"xor": xor, "digits": digits, "deep": deep}[case.kind](case)}


def logistic(case: Logistic) -> Contender:
    X, y, w, b = case.X, case.y, case.w, case.b
    m = len(X)

    def step():
        p = sigmoid(X @ w + b)
        loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
        d = (p - y) / m
        return loss, [X.T @ d, d.sum()]

    return Contender(step)


def xor(case: Network) -> Contender:
    X, Y, (W1, W2), (b1, b2) = case.X, case.Y, case.W, case.b
    m = len(X)

    def step():
        A1 = sigmoid(X @ W1 + b1)
        A2 = sigmoid(A1 @ W2 + b2)
        loss = np.sum((A2 - Y) ** 2) / (2 * m)
        D2 = (A2 - Y) / m * A2 * (1 - A2)
        D1 = D2 @ W2.T * A1 * (1 - A1)
        return loss, [X.T @ D1, D1.sum(axis=0), A1.T @ D2, D2.sum(axis=0)]

    return Contender(step)


def digits(case: Network) -> Contender:
    X, labels, (W1, W2), (b1, b2) = case.X, case.Y, case.W, case.b

    def step():
        Z1 = X @ W1 + b1
        A1 = np.maximum(Z1, 0)
        loss, D2 = softmax_cross_entropy(A1 @ W2 + b2, labels)
        D1 = D2 @ W2.T * (Z1 > 0)
        return loss, [X.T @ D1, D1.sum(axis=0), A1.T @ D2, D2.sum(axis=0)]

    return Contender(step)


def deep(case: Network) -> Contender:
    X, labels, (W1, W2, W3), (b1, b2, b3) = case.X, case.Y, case.W, case.b

    def step():
        A1 = np.tanh(X @ W1 + b1)
        A2 = sigmoid(A1 @ W2 + b2)
        loss, D3 = softmax_cross_entropy(A2 @ W3 + b3, labels)
        D2 = D3 @ W3.T * A2 * (1 - A2)
        D1 = D2 @ W2.T * (1 - A1**2)
        return loss, [
            *(X.T @ D1, D1.sum(axis=0)),
            *(A1.T @ D2, D2.sum(axis=0)),
            *(A2.T @ D3, D3.sum(axis=0)),
        ]

    return Contender(step)


def sigmoid(Z: Array) -> Array:
    return 1 / (1 + np.exp(-Z))


def softmax_cross_entropy(Z: Array, labels: Array) -> tuple[float, Array]:
    rows = np.arange(len(Z))
    powers = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = powers / powers.sum(axis=1, keepdims=True)
    loss = -np.mean(np.log(P[rows, labels]))
    P[rows, labels] -= 1
    return loss, P / len(Z)


def scalar(case: Scalar) -> Contender:
    return Contender(lambda: table(case.x, case.y, case.w))


def table(x: float, y: float, w: float) -> tuple[float, tuple[float]]:
    """Return L and dL/dw by the table of lecture 04: every node forward, every adjoint back."""
    xi1 = w * x
    xi2 = exp(-xi1)
    xi3 = 1 + xi2
    xi4 = 1 / xi3
    xi5 = log(xi4)
    xi6 = 1 - xi4
    xi7 = log(xi6)
    xi8 = (1 - y) * xi7
    xi9 = y * xi5
    L = -(xi8 + xi9)
    xi9_bar = -1.0
    xi8_bar = -1.0
    xi7_bar = xi8_bar * (1 - y)
    xi6_bar = xi7_bar / xi6
    xi5_bar = xi9_bar * y
    xi4_bar = xi5_bar / xi4 - xi6_bar
    xi3_bar = -xi4_bar / xi3**2
    xi2_bar = xi3_bar
    xi1_bar = -xi2_bar * xi2
    return L, (xi1_bar * x,)
