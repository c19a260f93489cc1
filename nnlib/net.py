"""A network of fully connected layers, and backpropagation through it.

With samples in rows, A[0] = X, and layer l computes A[l+1] = f(A[l] W[l] + b[l]). Going backward,
D[l] = ∂J/∂Z[l], the layer's delta:

    D[L−1] = ∂J/∂A[L] ⊙ f′                  dW[l] = A[l]ᵀ D[l]
    D[l−1] = (D[l] W[l]ᵀ) ⊙ f′              db[l] = the column sums of D[l]

All weights and biases lie in one vector θ, all gradients in another, and W[l], b[l], dW[l], db[l]
are views of them: a step is θ −= η·gradient. Lectures 03, 06, 07 and 08.
"""

from collections.abc import Callable, Sequence
from inspect import unwrap
from itertools import pairwise
from typing import Any

import numpy as np

from nnlib.functions import ACTIVATIONS, Activation
from nnlib.losses import (
    LOSSES,
    LossFunction,
    binary_cross_entropy,
    plus_minus_cross_entropy,
    softmax_cross_entropy,
)
from nnlib.optim import GradientDescent, minibatches
from nnlib.validate import Array, array, generator, option, rate, whole

# What a network with this loss answers, from its logits.
_ANSWERS: dict[LossFunction, Callable[[Array], Array]] = {
    binary_cross_entropy: lambda Z: (Z >= 0).astype(np.int64),
    plus_minus_cross_entropy: lambda Z: np.where(Z >= 0, 1, -1),
    softmax_cross_entropy: lambda Z: Z.argmax(axis=1),
}


class Net:
    """A multilayer perceptron.

    widths: (d₀, …, d_L), the inputs first; activations: a name from `ACTIVATIONS` for every layer,
    or one name for all; loss: a name from `LOSSES`. A cross-entropy takes logits, so the last
    activation must then be "identity". Weights are drawn from a normal distribution with variance
    1/(inputs of the layer), biases are 0; for others, change `net.theta[:]` or `net.W[l][:]` in
    place. dtype: np.float64 or np.float32, in which everything is computed.

    theta, gradient: one vector each, of every weight and bias; W[l] (d_l, d_l+1), b[l] (d_l+1,),
    dW[l], db[l]: views of them; A: after `forward`, X and the output of every layer; deltas: after
    `backward`, D[l] of every layer.
    """

    def __init__(
        self,
        widths: Sequence[int],
        activations: str | Sequence[str],
        loss: str,
        rng: np.random.Generator,
        dtype: Any = np.float64,
    ) -> None:
        """Make a network with random weights; raises TypeError or ValueError naming the misfit."""
        self.widths = _widths(widths)
        self.activations = _activations(activations, len(self.widths) - 1)
        self.loss_function = option("loss", loss, LOSSES)
        if self.loss_function in _ANSWERS and self.activations[-1].name != "identity":
            raise ValueError(
                f"activations must end in identity for {loss}, which takes logits, "
                f"but ended in {self.activations[-1].name}"
            )
        if dtype not in (np.float64, np.float32):
            raise TypeError(f"dtype must be numpy.float64 or numpy.float32, but was {dtype}")
        size = sum((inputs + 1) * outputs for inputs, outputs in pairwise(self.widths))
        self.theta = np.zeros(size, dtype)
        self.gradient = np.zeros(size, dtype)
        self.W, self.b = _views(self.theta, self.widths)
        self.dW, self.db = _views(self.gradient, self.widths)
        generator("rng", rng)
        for W in self.W:
            W[:] = rng.standard_normal(W.shape) / np.sqrt(len(W))
        # X is checked once on entry, so the layers use the bare formulas.
        self._f = [unwrap(activation.f) for activation in self.activations]
        self._prime = [unwrap(activation.prime) for activation in self.activations]
        self.A: list[Array] = []
        self.deltas: list[Array] = []

    def forward(self, X: object) -> Array:
        """Return the outputs (m, d_L) for inputs X (m, d₀), and keep every layer's in `A`.

        Raises FloatingPointError if an output is not finite, which too large weights may cause.
        """
        self.A = self._run(X)
        return self.A[-1]

    def loss(self, X: object, Y: object) -> float:
        """Return the loss on inputs X (m, d₀) and targets Y; forward only, `A` stays as it was.

        Y: (m, d_L), or labels (m,) for softmax_cross_entropy.
        """
        return self.loss_function(self._run(X)[-1], Y)[0]

    def backward(self, Y: object) -> float:
        """Return the loss of the last `forward`, and write its gradients into `dW` and `db`.

        Y: as for `loss`. Raises RuntimeError before the first `forward`, FloatingPointError if the
        loss is not finite.
        """
        if not self.A:
            raise RuntimeError("backward must come after forward(X), but there was none")
        loss, D = self.loss_function(self.A[-1], Y)
        _finite(loss)
        # A product with ones adds up a column several times faster than `sum(axis=0)`.
        ones = np.ones(len(D), D.dtype)
        self.deltas = []
        for layer in reversed(range(len(self.W))):
            D = D * self._prime[layer](self.A[layer + 1])
            self.deltas.insert(0, D)
            np.dot(self.A[layer].T, D, out=self.dW[layer])
            np.dot(ones, D, out=self.db[layer])
            if layer > 0:
                D = np.dot(D, self.W[layer].T)
        return loss

    def predict(self, X: object) -> Array:
        """Return the network's answer for inputs X (m, d₀).

        Classes (m,) for softmax_cross_entropy; 0 and 1, or −1 and +1, (m, d_L) for the other
        cross-entropies; the outputs (m, d_L) for a squared loss. `A` stays as it was.
        """
        output = self._run(X)[-1]
        return _ANSWERS.get(self.loss_function, lambda Yhat: Yhat)(output)

    def fit(
        self,
        X: object,
        Y: object,
        optimiser: Any,
        epochs: int,
        size: int,
        rng: np.random.Generator,
    ) -> list[float]:
        """Train on mini-batches; returns the loss on all of X before, and after every epoch.

        X (m, d₀); Y: as for `loss`; optimiser: one of `nnlib.optim`, a learning rate, or a schedule
        t ↦ η for epoch t = 1, 2, …; epochs ≥ 1; size ≥ 1: the rows of a batch; rng shuffles them.
        Raises FloatingPointError if the outputs grow out of bounds, as too large a rate makes them.
        """
        X = array("X", X, ("m", self.widths[0]))
        schedule: Any = optimiser if callable(optimiser) else None
        if not hasattr(optimiser, "step"):
            optimiser = GradientDescent(rate("optimiser", schedule(1) if schedule else optimiser))
        descent: Any = optimiser
        history = [self.loss(X, Y)]
        Y = np.asarray(Y)
        for t in range(1, whole("epochs", epochs, at_least=1) + 1):
            if schedule:
                descent.eta = rate("optimiser", schedule(t))
            # Overflow is reported once, by `_finite`, in words that name its cause.
            with np.errstate(over="ignore", invalid="ignore"):
                for batch in minibatches(len(X), size, rng):
                    self.forward(X[batch])
                    self.backward(Y[batch])
                    descent.step(self.theta, self.gradient)
                history.append(self.loss(X, Y))
        return history

    def _run(self, X: object) -> list[Array]:
        A = array("X", X, ("m", self.widths[0])).astype(self.theta.dtype, copy=False)
        outputs = [A]
        with np.errstate(over="ignore", invalid="ignore"):
            for W, b, f in zip(self.W, self.b, self._f, strict=True):
                A = f(np.dot(A, W) + b)
                outputs.append(A)
        _finite(A)
        return outputs


def _finite(result: Any) -> None:
    if not np.isfinite(result).all():
        raise FloatingPointError(
            "the network's outputs and loss must be finite, but its weights have grown too large; "
            "was the learning rate too large?"
        )


def _views(vector: Array, widths: tuple[int, ...]) -> tuple[tuple[Array, ...], tuple[Array, ...]]:
    weights, biases, start = [], [], 0
    for inputs, outputs in pairwise(widths):
        middle = start + inputs * outputs
        weights.append(vector[start:middle].reshape(inputs, outputs))
        start = middle + outputs
        biases.append(vector[middle:start])
    return tuple(weights), tuple(biases)


def _widths(given: Any) -> tuple[int, ...]:
    if isinstance(given, str) or not isinstance(given, (Sequence, np.ndarray)):
        raise TypeError(f"widths must be a list of numbers, but was of type {type(given).__name__}")
    if len(given) < 2:
        raise ValueError(f"widths must name the inputs and a layer at least, but was {given}")
    return tuple(whole("widths", width, at_least=1) for width in given)


def _activations(given: Any, layers: int) -> tuple[Activation, ...]:
    names = [given] * layers if isinstance(given, str) else given
    if not isinstance(names, Sequence):
        raise TypeError(f"activations must be names, but was of type {type(given).__name__}")
    if len(names) != layers:
        raise ValueError(f"activations must be {layers}, one per layer, but were {len(names)}")
    return tuple(option("activations", name, ACTIVATIONS) for name in names)
