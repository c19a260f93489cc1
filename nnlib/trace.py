"""One sample's way through a small network and back, one number after the other.

Every number of both passes is an `Entry` of a matrix, with a name and a value. A `Step` works some
of them out, each from products of others: forward unit by unit, the loss, backward delta by delta,
the gradients layer by layer, and one step downhill. Whoever shows a step, in a picture, a formula
or a sentence, reads the same entries. Lectures 03 and 07.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from nnlib.net import Net
from nnlib.validate import Array


class Entry(NamedTuple):
    """One number: the letter of its matrix, the layer of that, its row and its column from 0.

    Letters: A, with X as A of layer 0; Y, W, b, Z; F, the slopes f′(Z); R, the residual Ŷ − Y; D,
    the deltas; dW and db, the gradients. With one sample, all but W and dW have one row.
    """

    letter: str
    layer: int
    row: int
    column: int


@dataclass(frozen=True)
class Step:
    """What becomes known at once, and from what.

    kind: "start", "forward", "loss", "delta", "gradient" or "update"; layer, unit: where, from 1
    on; makes: the entries that are new; terms: what is added up for the first of them, each a
    product of entries; slope: what the sum is multiplied with, if anything.
    """

    kind: str
    layer: int = 0
    unit: int = 0
    makes: tuple[Entry, ...] = ()
    terms: tuple[tuple[Entry, ...], ...] = ()
    slope: Entry | None = None

    def factors(self) -> set[Entry]:
        """Return all entries that go into this step."""
        slope = () if self.slope is None else (self.slope,)
        return {entry for part in (*self.terms, slope) for entry in part}


@dataclass
class Trace:
    """All numbers of one sample, before a step downhill and after it.

    widths: (d₀, …, d_L) with d_L = 1; activation: its name, the same in every layer; eta: the rate;
    arrays: the matrices by letter and layer; loss: ½(ŷ − y)²; steps: in order; after: the same
    network one step further, which takes no more steps.
    """

    widths: tuple[int, ...]
    activation: str
    eta: float
    arrays: dict[tuple[str, int], Array]
    loss: float
    steps: list[Step] = field(repr=False)
    after: "Trace | None" = None

    def value(self, entry: Entry) -> float:
        """Return the number of an entry."""
        return float(self.arrays[entry.letter, entry.layer][entry.row, entry.column])

    def known(self, step: int) -> set[Entry]:
        """Return what has been worked out after a step."""
        return {entry for past in self.steps[: step + 1] for entry in past.makes}

    def name(self, entry: Entry) -> str:
        """Return an entry's name: w⁽¹⁾₂₃ leads into layer 1, from unit 2 to unit 3."""
        letter, layer, row, column = entry
        above, below = _above(layer), _below(column)
        if letter in ("R", "Y"):
            return {"R": "ŷ − y", "Y": "y"}[letter]
        if letter == "A" and layer in (0, len(self.widths) - 1):
            return f"x{below}" if layer == 0 else "ŷ"
        if letter in ("W", "dW"):
            below = _below(row) + below
        if letter == "F":
            return f"f′(z{above}{below})"
        written = {"A": "a", "W": "w", "Z": "z", "dW": "∂J/∂w", "db": "∂J/∂b"}.get(letter, letter)
        return f"{written}{above}{below}"

    def matrix(self, letter: str, layer: int) -> str:
        """Return the name of a matrix as it is written: X, W⁽¹⁾, f′(Z⁽¹⁾), Ŷ."""
        if letter in ("R", "Y"):
            return {"R": "Ŷ − Y", "Y": "Y"}[letter]
        if letter == "A" and layer in (0, len(self.widths) - 1):
            return "X" if layer == 0 else "Ŷ"
        if letter == "F":
            return f"f′(Z{_above(layer)})"
        return {"dW": "∂J/∂W", "db": "∂J/∂b"}.get(letter, letter) + _above(layer)


def trace(
    W: Sequence[Array], b: Sequence[Array], activation: str, x: Array, y: float, eta: float
) -> Trace:
    """Follow the sample x (d₀,) with the target y through a network and back, and a step of rate η.

    W[l] (d_l, d_l+1), b[l] (d_l+1,), the last layer has one unit; activation: of every layer.
    Raises as `nnlib.Net` does.
    """
    widths = (len(W[0]), *(len(bias) for bias in b))
    net = Net(widths, activation, "half_mean_squared", np.random.default_rng(0))
    for own, given in zip((*net.W, *net.b), (*W, *b), strict=True):
        own[:] = given
    before = _look(net, x, y, eta)
    before.steps = _steps(widths)
    net.theta -= eta * net.gradient
    before.after = _look(net, x, y, eta)
    return before


def _look(net: Net, x: Array, y: float, eta: float) -> Trace:
    activation = net.activations[0]
    net.forward(x[None, :])
    loss = net.backward(np.array([[y]]))
    arrays = {("A", 0): net.A[0], ("Y", len(net.W)): np.array([[y]])}
    arrays["R", len(net.W)] = net.A[-1] - y
    for layer, (A, B) in enumerate(pairwise(net.A), 1):
        W, bias = net.W[layer - 1], net.b[layer - 1][None, :]
        own = {"A": B, "W": W, "b": bias, "Z": A @ W + bias, "F": activation.prime(B)}
        own |= {"D": net.deltas[layer - 1]}
        own |= {"dW": net.dW[layer - 1], "db": net.db[layer - 1][None, :]}
        arrays |= {(letter, layer): values.copy() for letter, values in own.items()}
    return Trace(net.widths, activation.name, eta, arrays, loss, [])


def _steps(widths: tuple[int, ...]) -> list[Step]:
    last = len(widths) - 1
    layers, back = range(1, last + 1), range(last, 0, -1)
    given = [Entry("A", 0, 0, i) for i in range(widths[0])]
    for layer in layers:
        given += _all("W", layer, widths[layer - 1], widths[layer])
        given += _all("b", layer, 1, widths[layer])
    given.append(Entry("Y", last, 0, 0))
    steps = [Step("start", makes=tuple(given))]
    for layer in layers:
        for unit in range(widths[layer]):
            before = range(widths[layer - 1])
            products = [(Entry("A", layer - 1, 0, i), Entry("W", layer, i, unit)) for i in before]
            makes = tuple(Entry(letter, layer, 0, unit) for letter in "ZAF")
            terms = (*products, (Entry("b", layer, 0, unit),))
            steps.append(Step("forward", layer, unit + 1, makes, terms))
    residual = Entry("R", last, 0, 0)
    steps.append(
        Step(
            "loss",
            last,
            1,
            (residual,),
            ((Entry("A", last, 0, 0),), (Entry("Y", last, 0, 0),)),
        )
    )
    for layer in back:
        for unit in range(widths[layer]):
            terms = ((residual,),)
            if layer < last:
                after = range(widths[layer + 1])
                terms = tuple(
                    (Entry("D", layer + 1, 0, k), Entry("W", layer + 1, unit, k)) for k in after
                )
            slope, makes = Entry("F", layer, 0, unit), (Entry("D", layer, 0, unit),)
            steps.append(Step("delta", layer, unit + 1, makes, terms, slope))
    for layer in back:
        inputs = [(Entry("A", layer - 1, 0, i),) for i in range(widths[layer - 1])]
        deltas = [(Entry("D", layer, 0, j),) for j in range(widths[layer])]
        makes = _all("dW", layer, *widths[layer - 1 : layer + 1]) + _all(
            "db", layer, 1, widths[layer]
        )
        steps.append(Step("gradient", layer, 0, tuple(makes), (*inputs, *deltas)))
    return [*steps, Step("update", last)]


def _all(letter: str, layer: int, rows: int, columns: int) -> list[Entry]:
    return [Entry(letter, layer, i, j) for i in range(rows) for j in range(columns)]


def _above(layer: int) -> str:
    return f"⁽{layer}⁾".translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


def _below(index: int) -> str:
    return f"{index + 1}".translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))
