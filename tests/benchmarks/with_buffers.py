"""NumPy tuned by hand: the equations of `with_numpy`, each into an array made beforehand."""

from collections.abc import Callable
from typing import Any

import numpy as np

from .cases import Array, Case, Logistic, Network
from .reference import Contender

BUFFERS = "NumPy, buffers"


def contenders(case: Case) -> dict[str, Contender]:
    """Return the one that fits a case, by its name; a graph of numbers has no arrays to prepare."""
    match case:
        case Logistic():
            return {BUFFERS: logistic(case)}
        case Network():
            return {BUFFERS: {"xor": xor, "digits": digits, "deep": deep}[case.kind](case)}
        case _:
            return {}


def logistic(case: Logistic) -> Contender:
    X, y, w, b = case.X, case.y, case.w, case.b
    m = len(X)
    p, q, terms, others, dw = (np.empty_like(each) for each in (y, y, y, y, w))

    def step():
        np.dot(X, w, out=p)
        np.add(p, b, out=p)
        sigmoid(p)
        np.subtract(1, p, out=q)
        np.log(p, out=terms)
        np.multiply(terms, y, out=terms)
        np.log(q, out=others)
        np.subtract(1, y, out=q)
        np.multiply(others, q, out=others)
        np.add(terms, others, out=terms)
        loss = -terms.sum() / m
        np.subtract(p, y, out=p)
        np.divide(p, m, out=p)
        np.dot(X.T, p, out=dw)
        return loss, [dw, p.sum()]

    return Contender(step)


def xor(case: Network) -> Contender:
    X, Y, (W1, W2), (b1, b2) = case.X, case.Y, case.W, case.b
    m = len(X)
    (A1, A2), (D1, D2), (slope1, slope2), gradients = rooms(case)
    dW1, db1, dW2, db2 = gradients
    squares = np.empty_like(D2)

    def step():
        np.dot(X, W1, out=A1)
        np.add(A1, b1, out=A1)
        sigmoid(A1)
        np.dot(A1, W2, out=A2)
        np.add(A2, b2, out=A2)
        sigmoid(A2)
        np.subtract(A2, Y, out=D2)
        np.multiply(D2, D2, out=squares)
        loss = squares.sum() / (2 * m)
        np.divide(D2, m, out=D2)
        times_sigmoid_prime(D2, A2, slope2)
        np.dot(D2, W2.T, out=D1)
        times_sigmoid_prime(D1, A1, slope1)
        np.dot(X.T, D1, out=dW1)
        D1.sum(axis=0, out=db1)
        np.dot(A1.T, D2, out=dW2)
        D2.sum(axis=0, out=db2)
        return loss, gradients

    return Contender(step)


def digits(case: Network) -> Contender:
    X, (W1, W2), (b1, b2) = case.X, case.W, case.b
    (A1, Z2), (D1, _), _, gradients = rooms(case)
    dW1, db1, dW2, db2 = gradients
    active = np.empty(A1.shape, np.bool_)
    loss_and_delta = softmax_cross_entropy(case)

    def step():
        np.dot(X, W1, out=A1)
        np.add(A1, b1, out=A1)
        np.maximum(A1, 0, out=A1)
        np.dot(A1, W2, out=Z2)
        np.add(Z2, b2, out=Z2)
        loss, D2 = loss_and_delta(Z2)
        np.dot(D2, W2.T, out=D1)
        np.greater(A1, 0, out=active)
        np.multiply(D1, active, out=D1)
        np.dot(X.T, D1, out=dW1)
        D1.sum(axis=0, out=db1)
        np.dot(A1.T, D2, out=dW2)
        D2.sum(axis=0, out=db2)
        return loss, gradients

    return Contender(step)


def deep(case: Network) -> Contender:
    X, (W1, W2, W3), (b1, b2, b3) = case.X, case.W, case.b
    (A1, A2, Z3), (D1, D2, _), (slope1, slope2, _), gradients = rooms(case)
    dW1, db1, dW2, db2, dW3, db3 = gradients
    loss_and_delta = softmax_cross_entropy(case)

    def step():
        np.dot(X, W1, out=A1)
        np.add(A1, b1, out=A1)
        np.tanh(A1, out=A1)
        np.dot(A1, W2, out=A2)
        np.add(A2, b2, out=A2)
        sigmoid(A2)
        np.dot(A2, W3, out=Z3)
        np.add(Z3, b3, out=Z3)
        loss, D3 = loss_and_delta(Z3)
        np.dot(D3, W3.T, out=D2)
        times_sigmoid_prime(D2, A2, slope2)
        np.dot(D2, W2.T, out=D1)
        np.multiply(A1, A1, out=slope1)
        np.subtract(1, slope1, out=slope1)
        np.multiply(D1, slope1, out=D1)
        np.dot(X.T, D1, out=dW1)
        D1.sum(axis=0, out=db1)
        np.dot(A1.T, D2, out=dW2)
        D2.sum(axis=0, out=db2)
        np.dot(A2.T, D3, out=dW3)
        D3.sum(axis=0, out=db3)
        return loss, gradients

    return Contender(step)


def rooms(case: Network) -> tuple[list[Array], list[Array], list[Array], list[Array]]:
    """Return new arrays for each layer's outputs, deltas and slopes, and for all gradients."""
    outputs, deltas, slopes = (
        [np.empty((len(case.X), W.shape[1]), case.dtype) for W in case.W] for _ in range(3)
    )
    pairs = zip(case.W, case.b, strict=True)
    return outputs, deltas, slopes, [np.empty_like(each) for pair in pairs for each in pair]


def sigmoid(Z: Array) -> None:
    np.negative(Z, out=Z)
    np.exp(Z, out=Z)
    np.add(Z, 1, out=Z)
    np.divide(1, Z, out=Z)


def times_sigmoid_prime(D: Array, A: Array, slope: Array) -> None:
    np.subtract(1, A, out=slope)
    np.multiply(slope, A, out=slope)
    np.multiply(D, slope, out=D)


def softmax_cross_entropy(case: Network) -> Callable[[Array], tuple[Any, Array]]:
    m, labels, rows = len(case.X), case.Y, np.arange(len(case.X))
    P, column = np.empty((m, case.W[-1].shape[1]), case.dtype), np.empty((m, 1), case.dtype)

    def loss_and_delta(Z: Array) -> tuple[Any, Array]:
        Z.max(axis=1, keepdims=True, out=column)
        np.subtract(Z, column, out=P)
        np.exp(P, out=P)
        P.sum(axis=1, keepdims=True, out=column)
        np.divide(P, column, out=P)
        loss = -np.log(P[rows, labels]).sum() / m
        P[rows, labels] -= 1
        np.divide(P, m, out=P)
        return loss, P

    return loss_and_delta
