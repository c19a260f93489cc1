"""micrograd: a graph of single numbers. It has no exp and log: they are added here, in its way."""

# pyright: reportMissingImports=false

import math
from collections.abc import Callable
from typing import Any

from micrograd.engine import Value

from .cases import Case, Logistic, Network, Scalar
from .reference import Contender, Result

MICROGRAD = "micrograd"


def contenders(case: Case) -> dict[str, Contender]:
    """Return the one that fits a case, by its name; thousands of weights would take it minutes."""
    match case:
        case Logistic():
            return {MICROGRAD: logistic(case)}
        case Network(kind="xor"):
            return {MICROGRAD: xor(case)}
        case Scalar():
            return {MICROGRAD: scalar(case)}
        case _:
            return {}


def exp(u: Any) -> Any:
    return _unary(u, y := math.exp(u.data), y)


def log(u: Any) -> Any:
    return _unary(u, math.log(u.data), 1 / u.data)


def _unary(u: Any, value: float, slope: float) -> Any:
    y = Value(value, (u,))

    def backward() -> None:
        u.grad += slope * y.grad

    y._backward = backward
    return y


def sigmoid(z: Any) -> Any:
    return 1 / (1 + exp(-z))


def logistic(case: Logistic) -> Contender:
    rows, labels = case.X.tolist(), case.y.tolist()
    w, b = [Value(each) for each in case.w.tolist()], Value(case.b)

    def loss() -> Any:
        terms = []
        for row, y in zip(rows, labels, strict=True):
            p = sigmoid(sum((wj * xj for wj, xj in zip(w, row, strict=True)), b))
            terms.append(y * log(p) + (1 - y) * log(1 - p))
        return -sum(terms) / len(terms)

    def read(value: Any) -> Result:
        return value.data, [[each.grad for each in w], b.grad]

    return _contender([*w, b], loss, read)


def xor(case: Network) -> Contender:
    rows, targets = case.X.tolist(), case.Y.ravel().tolist()
    W1, W2 = ([[Value(each) for each in row] for row in W.tolist()] for W in case.W)
    b1, b2 = ([Value(each) for each in b.tolist()] for b in case.b)

    def layer(inputs: list[Any], W: list[list[Any]], b: list[Any]) -> list[Any]:
        columns = zip(*W, strict=True)
        return [
            sigmoid(sum((w * a for w, a in zip(column, inputs, strict=True)), bj))
            for column, bj in zip(columns, b, strict=True)
        ]

    def loss() -> Any:
        squares = []
        for row, y in zip(rows, targets, strict=True):
            (a,) = layer(layer(row, W1, b1), W2, b2)
            squares.append((a - y) ** 2)
        return sum(squares) / (2 * len(squares))

    def read(value: Any) -> Result:
        grads = [[[each.grad for each in row] for row in part] for part in (W1, [b1], W2, [b2])]
        return value.data, [grads[0], grads[1][0], grads[2], grads[3][0]]

    return _contender([each for row in (*W1, b1, *W2, b2) for each in row], loss, read)


def scalar(case: Scalar) -> Contender:
    w = Value(case.w)

    def loss() -> Any:
        p = sigmoid(w * case.x)
        return -(case.y * log(p) + (1 - case.y) * log(1 - p))

    return _contender([w], loss, lambda value: (value.data, [w.grad]))


def _contender(
    parameters: list[Any], loss: Callable[[], Any], read: Callable[[Any], Result]
) -> Contender:
    def step() -> Any:
        for parameter in parameters:
            parameter.grad = 0
        value = loss()
        value.backward()
        return value

    return Contender(step, read)
