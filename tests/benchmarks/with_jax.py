"""JAX: the loss as a function, differentiated and compiled by `jax.jit` before it is timed."""

# pyright: reportMissingImports=false

from collections.abc import Callable, Sequence
from typing import Any

import jax
from jax import nn
from jax import numpy as jnp

from .cases import Case, Logistic, Network, Scalar
from .reference import Contender, Result

JAX = "jax.jit"
jax.config.update("jax_enable_x64", True)
# With one thread there is nobody to hand the work to; handing it over costs JAX some speed.
jax.config.update("jax_cpu_enable_async_dispatch", False)

_ACTIVATIONS = {"sigmoid": nn.sigmoid, "tanh": jnp.tanh, "relu": nn.relu, "identity": lambda z: z}
_LOSSES = {
    "half_mean_squared": lambda Yhat, Y: jnp.sum((Yhat - Y) ** 2) / (2 * len(Y)),
    "softmax_cross_entropy": lambda Z, labels: (
        -jnp.mean(jnp.take_along_axis(nn.log_softmax(Z), labels[:, jnp.newaxis], axis=1))
    ),
}


def contenders(case: Case) -> dict[str, Contender]:
    """Return the one that fits a case, by its name."""
    match case:
        case Logistic():
            return {JAX: _contender(logistic, [case.w, case.b], case.X, case.y)}
        case Network():
            parameters = [each for pair in zip(case.W, case.b, strict=True) for each in pair]
            return {JAX: _contender(network(case), parameters, case.X, case.Y)}
        case Scalar():
            return {JAX: _contender(scalar, [case.w], case.x, case.y)}


def logistic(parameters: list[Any], X: Any, y: Any) -> Any:
    w, b = parameters
    z = X @ w + b
    return -jnp.mean(y * nn.log_sigmoid(z) + (1 - y) * nn.log_sigmoid(-z))


def network(case: Network) -> Callable[[list[Any], Any, Any], Any]:
    def loss(parameters: list[Any], X: Any, Y: Any) -> Any:
        A = X
        for W, b, name in zip(parameters[::2], parameters[1::2], case.activations, strict=True):
            A = _ACTIVATIONS[name](A @ W + b)
        return _LOSSES[case.loss](A, Y)

    return loss


def scalar(parameters: list[Any], x: Any, y: Any) -> Any:
    (w,) = parameters
    p = 1 / (1 + jnp.exp(-(w * x)))
    return -(y * jnp.log(p) + (1 - y) * jnp.log(1 - p))


def _contender(loss: Callable[..., Any], values: Sequence[Any], X: Any, Y: Any) -> Contender:
    compiled = jax.jit(jax.value_and_grad(loss))
    parameters, X, Y = [jnp.asarray(value) for value in values], jnp.asarray(X), jnp.asarray(Y)

    def step() -> Result:
        return jax.block_until_ready(compiled(parameters, X, Y))

    return Contender(step)
