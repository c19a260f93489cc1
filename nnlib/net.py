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
from math import isfinite
from os import PathLike
from typing import Any, Self

import numpy as np

from nnlib import training
from nnlib.archive import read_archive, write_archive
from nnlib.functions import ACTIVATIONS, Activation
from nnlib.initial import INITIALISERS
from nnlib.losses import (
    LOSSES,
    PARTS,
    LossFunction,
    binary_cross_entropy,
    plus_minus_cross_entropy,
    softmax_cross_entropy,
)
from nnlib.validate import Array, all_finite, array, generator, option, whole

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
    activation must then be "identity". dtype: np.float64 or np.float32, in which everything is
    computed. initial: how weights and biases are drawn, a name from `INITIALISERS`; for others,
    change `net.theta[:]` or `net.W[l][:]` in place.

    theta, gradient: one vector each, of every weight and bias; W[l] (d_l, d_l+1), b[l] (d_l+1,),
    dW[l], db[l]: views of them. After `forward`, A holds X and the output of every layer, and after
    `backward`, deltas holds D[l] of every layer. The arrays of hidden layers are used again by the
    next pass: copy what is to be kept.
    """

    def __init__(
        self,
        widths: Sequence[int],
        activations: str | Sequence[str],
        loss: str,
        rng: np.random.Generator,
        dtype: Any = np.float64,
        initial: str = "glorot",
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
        draw, rng = option("initial", initial, INITIALISERS), generator("rng", rng)
        size = sum((inputs + 1) * outputs for inputs, outputs in pairwise(self.widths))
        self.theta = np.zeros(size, dtype)
        self.gradient = np.zeros(size, dtype)
        self.W, self.b = _views(self.theta, self.widths)
        self.dW, self.db = _views(self.gradient, self.widths)
        for W, b in zip(self.W, self.b, strict=True):
            W[:], b[:] = draw(len(W), len(b), rng)
        # What comes in is checked once, so that the layers and the loss may use bare formulas.
        self._targets, self._loss = PARTS[self.loss_function]
        self._f = [unwrap(activation.f) for activation in self.activations]
        self._prime = [unwrap(activation.prime) for activation in self.activations]
        self.A: list[Array] = []
        self.deltas: list[Array] = []
        self._reserve(0)

    def forward(self, X: object) -> Array:
        """Return the outputs (m, d_L) for inputs X (m, d₀), and keep every layer's in `A`.

        Raises FloatingPointError if an output is not finite, which too large weights may cause.
        """
        X = self._inputs(X)
        with np.errstate(over="ignore", invalid="ignore"):
            return _finite(self._forward(X))

    def backward(self, Y: object) -> float:
        """Return the loss of the last `forward`, and write its gradients into `dW` and `db`.

        Y: (m, d_L), or labels (m,) for softmax_cross_entropy. Raises RuntimeError before the first
        `forward`, FloatingPointError if the loss or its gradient is not finite.
        """
        if not self.A:
            raise RuntimeError("backward must come after forward(X), but there was none")
        Y = self._targets(Y, self.A[-1])
        with np.errstate(over="ignore", invalid="ignore"):
            return self._backward(Y)

    def loss_and_gradient(self, X: Array, Y: Array) -> tuple[float, Array]:
        """Return the loss and its gradient by θ: `forward` and `backward`, without their checks.

        For a loop over batches of data that has been checked once. X (m, d₀) and Y, as for
        `backward`, of the network's dtype, labels as int64. The gradient is the vector `gradient`
        itself, which the next pass fills anew. Raises FloatingPointError if loss or gradient is not
        finite; NumPy may warn of the overflow first.
        """
        self._forward(X)
        return self._backward(Y), self.gradient

    def loss(self, X: object, Y: object) -> float:
        """Return the loss on inputs X (m, d₀) and targets Y; forward only, `A` stays as it was.

        Y: as for `backward`.
        """
        return self.loss_function(self._answer(X), Y)[0]

    def predict(self, X: object) -> Array:
        """Return the network's answer for inputs X (m, d₀).

        Classes (m,) for softmax_cross_entropy; 0 and 1, or −1 and +1, (m, d_L) for the other
        cross-entropies; the outputs (m, d_L) for a squared loss. `A` stays as it was.
        """
        return _ANSWERS.get(self.loss_function, lambda Yhat: Yhat)(self._answer(X))

    def fit(
        self,
        X: object,
        Y: object,
        optimiser: Any,
        epochs: int,
        size: int,
        rng: np.random.Generator,
        validation: float = 0.0,
        tolerance: float | None = None,
        progress: bool = True,
    ) -> training.History:
        """Train on mini-batches; returns the loss before, and after every epoch, as a list.

        X (m, d₀); Y: as for `backward`; optimiser: one of `nnlib.optim`, a learning rate, or a
        schedule t ↦ η for epoch t = 1, 2, …; epochs ≥ 1; size ≥ 1: the rows of a batch, which rng
        shuffles; validation: the share of the rows, from 0 to below 1, that is set aside at random
        and only looked at; tolerance > 0: training ends when two successive losses differ by less;
        progress: whether a bar shows how far training is, once it has taken a second.
        Raises FloatingPointError, which names the epoch, if outputs or loss are no longer finite,
        as too large a rate makes them. Lecture 07.
        """
        X = self._inputs(X)
        Y = self._targets(Y, self._answer(X))
        return training.fit(
            self,
            X,
            Y,
            optimiser=optimiser,
            epochs=epochs,
            size=size,
            rng=rng,
            validation=validation,
            tolerance=tolerance,
            progress=progress,
        )

    def save(self, path: str | PathLike[str]) -> None:
        """Write the network to a file at `path`, for `Net.load`: a NumPy archive without pickle.

        The file is complete or not there: it is written beside `path` first, and then renamed.
        Raises OSError if that cannot be done.
        """
        write_archive(
            path,
            theta=self.theta,
            widths=self.widths,
            activations=[activation.name for activation in self.activations],
            loss=self.loss_function.__name__,
        )

    @classmethod
    def load(cls, path: str | PathLike[str]) -> Self:
        """Return the network that `save` wrote to `path`; nothing in the file is executed.

        Raises OSError if it cannot be read, ValueError if it is not such a file.
        """
        parts = read_archive(path, "theta", "widths", "activations", "loss")
        try:
            net = cls(
                parts["widths"].tolist(),
                parts["activations"].tolist(),
                parts["loss"].item(),
                np.random.default_rng(0),
                parts["theta"].dtype,
            )
            net.theta[:] = array("theta", parts["theta"], net.theta.shape)
        except (TypeError, ValueError) as error:
            raise ValueError(f"path must hold a network that fits together: {error}") from None
        return net

    # --- the mathematics, on arguments that have been checked ------------------------------------

    def _forward(self, X: Array) -> Array:
        if len(X) != len(self._ones):
            self._reserve(len(X))
        self.A = self._run(X, self._outputs)
        return self.A[-1]

    def _run(self, X: Array, rooms: Sequence[Array | None]) -> list[Array]:
        A = [X]
        for W, b, f, room in zip(self.W, self.b, self._f, rooms, strict=True):
            Z = np.dot(A[-1], W, out=room)
            Z += b
            A.append(f(Z, out=Z))
        return A

    def _backward(self, Y: Array) -> float:
        loss, D = self._loss(self.A[-1], Y, len(Y))
        if not isfinite(loss):
            raise FloatingPointError(_TOO_LARGE)
        self.deltas = [D] * len(self.W)
        for layer in range(len(self.W) - 1, -1, -1):
            if self.activations[layer].name != "identity":  # whose derivative is 1
                D *= self._prime[layer](self.A[layer + 1])
            self.deltas[layer] = D
            np.dot(self.A[layer].T, D, out=self.dW[layer])
            # A product with ones adds up a column several times faster than `sum(axis=0)`.
            np.dot(self._ones, D, out=self.db[layer])
            if layer > 0:
                D = np.dot(D, self.W[layer].T, out=self._deltas[layer - 1])
        _finite(self.gradient)
        return loss

    # --- what they work on -----------------------------------------------------------------------

    def _inputs(self, X: object) -> Array:
        return array("X", X, ("m", self.widths[0])).astype(self.theta.dtype, copy=False)

    def _answer(self, X: object) -> Array:
        X = self._inputs(X)
        with np.errstate(over="ignore", invalid="ignore"):
            return _finite(self._run(X, [None] * len(self.W))[-1])

    def _reserve(self, m: int) -> None:
        # Room for a batch of m rows: to get large arrays anew for every batch would take the system
        # as long as the arithmetic on them. The outputs leave the house, and are new each time.
        self._ones = np.ones(m, self.theta.dtype)
        hidden = self.widths[1:-1]
        self._outputs = [*(np.empty((m, width), self.theta.dtype) for width in hidden), None]
        self._deltas = [np.empty((m, width), self.theta.dtype) for width in hidden]


_TOO_LARGE = (
    "the network's outputs, loss and gradient must be finite, but its weights have grown too "
    "large; was the learning rate too large?"
)


def _finite(values: Array) -> Array:
    if not all_finite(values):
        raise FloatingPointError(_TOO_LARGE)
    return values


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
