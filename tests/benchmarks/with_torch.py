"""PyTorch as its users write it: `torch.nn.functional` and `torch.autograd`, no compiler."""

# pyright: reportMissingImports=false

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from .cases import Case, Logistic, Network, Scalar
from .reference import Contender, Result

TORCH = "PyTorch"
torch.set_num_threads(1)
torch.set_num_interop_threads(1)

_ACTIVATIONS = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": functional.relu}
_LOSSES = {
    "half_mean_squared": lambda Yhat, Y: (
        functional.mse_loss(Yhat, Y, reduction="sum") / (2 * len(Y))
    ),
    "softmax_cross_entropy": functional.cross_entropy,
}


def contenders(case: Case) -> dict[str, Contender]:
    """Return the one that fits a case, by its name."""
    match case:
        case Logistic():
            return {TORCH: logistic(case)}
        case Network():
            return {TORCH: network(case)}
        case Scalar():
            return {TORCH: scalar(case)}


def logistic(case: Logistic) -> Contender:
    X, y = torch.tensor(case.X), torch.tensor(case.y)
    w, b = _parameters([case.w, case.b])
    return _contender([w, b], lambda: functional.binary_cross_entropy_with_logits(X @ w + b, y))


def network(case: Network) -> Contender:
    X, Y = torch.tensor(case.X), torch.tensor(case.Y)
    # PyTorch's own layout of weights is (out, in).
    W, b = _parameters([each.T.copy() for each in case.W]), _parameters(case.b)
    functions = [_ACTIVATIONS.get(name) for name in case.activations]
    loss_function = _LOSSES[case.loss]

    def loss() -> Any:
        A = X
        for weight, bias, f in zip(W, b, functions, strict=True):
            A = functional.linear(A, weight, bias)
            if f:
                A = f(A)
        return loss_function(A, Y)

    return _contender([each for pair in zip(W, b, strict=True) for each in pair], loss)


def scalar(case: Scalar) -> Contender:
    (w,) = _parameters([case.w])

    def loss() -> Any:
        p = 1 / (1 + torch.exp(-(w * case.x)))
        return -(case.y * torch.log(p) + (1 - case.y) * torch.log(1 - p))

    return _contender([w], loss)


def _parameters(values: Sequence[Any]) -> list[Any]:
    return [torch.tensor(np.asarray(value), requires_grad=True) for value in values]


def _contender(parameters: list[Any], loss: Callable[[], Any]) -> Contender:
    def step() -> Result:
        value = loss()
        return value, torch.autograd.grad(value, parameters)

    def read(got: Result) -> Result:
        return got[0].detach(), [each.T if each.ndim == 2 else each for each in got[1]]

    return Contender(step, read)
