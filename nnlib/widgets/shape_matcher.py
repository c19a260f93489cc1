"""The widget of lecture 06."""

from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

import ipywidgets
import numpy as np

from nnlib import plots
from nnlib.check import central_difference
from nnlib.plots import Block, Product
from nnlib.validate import Array
from nnlib.widgets.live import Live
from nnlib.widgets.show import html_table

_SEED = 6
_LARGEST = 10


class _Candidate(NamedTuple):
    # A product of two factors, its shape if it can be worked out, and what it is worth.
    factors: tuple[Block, Block]
    shape: tuple[int, int] | None
    verdict: str

    @property
    def name(self) -> str:
        return " ".join(factor.name for factor in self.factors)


@lru_cache(maxsize=512)
def _candidates(target: str, m: int, inputs: int, outputs: int) -> tuple[_Candidate, ...]:
    # All products of two matrices in both orders, each as it is or transposed.
    rng = np.random.default_rng(_SEED)
    X, W, D = rng.normal(size=(3, _LARGEST, _LARGEST))
    known = {"X": X[:m, :inputs], "W": W[:inputs, :outputs], "D": D[:m, :outputs]}

    def loss(value: Array) -> float:
        # Its derivative by Z = XW is D, whatever X and W are.
        here = known | {target: value}
        return float((here["D"] * (here["X"] @ here["W"])).sum())

    truth = central_difference(loss, known.pop(target))
    forms = {
        name + turned: form
        for name, matrix in known.items()
        for turned, form in (("", matrix), ("ᵀ", matrix.T))
    }
    return tuple(
        _judged(left, right, forms, truth)
        for left, right in permutations(forms, 2)
        if left[0] != right[0]
    )


def _judged(left: str, right: str, forms: dict[str, Array], truth: Array) -> _Candidate:
    first, second = (
        Block(name, forms[name].shape, "backward" if name[0] == "D" else "forward")
        for name in (left, right)
    )
    inner = first.shape[1], second.shape[0]
    if inner[0] != inner[1]:
        return _Candidate((first, second), None, f"impossible, {inner[0]} ≠ {inner[1]}")
    shape = first.shape[0], second.shape[1]
    if shape != truth.shape:
        return _Candidate((first, second), shape, "another shape")
    agrees = np.allclose(forms[left] @ forms[right], truth, rtol=0, atol=1e-6)
    return _Candidate(
        (first, second), shape, f"fits, {'and is right' if agrees else 'but is wrong'}"
    )


class ShapeMatcher(Live):
    """What `shape_matcher` returns; its controls: `gradient`, `samples`, `inputs`, `outputs`."""

    def __init__(self) -> None:
        """Start with the sizes of the lecture's example, which all differ."""
        gradient = ipywidgets.Dropdown(options=("W", "X"), description="gradient by")
        samples, inputs, outputs = (
            ipywidgets.IntSlider(size, 1, _LARGEST, description=description)
            for size, description in ((3, "samples m"), (10, "inputs d"), (5, "outputs h"))
        )
        super().__init__(
            [plots.axes(9.8, 5.4)],
            {"gradient": gradient, "samples": samples, "inputs": inputs, "outputs": outputs},
            "Which products of two matrices have the shape of a gradient",
        )

    def _now(self) -> tuple[str, tuple[int, int], tuple[_Candidate, ...]]:
        # What is wanted, its shape, and the eight candidates.
        target, m, inputs, outputs = (self.value(name) for name in self.controls)
        shape = (inputs, outputs) if target == "W" else (m, inputs)
        return target, shape, _candidates(target, m, inputs, outputs)

    def stage(self) -> None:
        """Make room for blocks of any size."""
        plots.products(self.panels[0], [Product("", [])] * 11, columns=3, largest=_LARGEST)

    def paint(self) -> None:
        """Draw the forward pass, what is wanted, and the candidates."""
        target, shape, candidates = self._now()
        m, inputs, outputs = (self.value(name) for name in ("samples", "inputs", "outputs"))
        X, W = Block("X", (m, inputs), "forward"), Block("W", (inputs, outputs), "forward")
        Z = Block("Z", (m, outputs))
        lines = [
            Product("forward", [X, "·", W, "=", Z]),
            Product("handed back", [Block("D = ∂J/∂Z", (m, outputs), "backward")]),
            Product("wanted", [Block(f"∂J/∂{target}", shape, "new")]),
        ]
        for each in candidates:
            left, right = each.factors
            kind = "new" if "right" in each.verdict else "plain"
            end = ["✗"] if each.shape is None else ["=", Block("", each.shape, kind)]
            lines.append(Product(f"{each.name}: {each.verdict}", [left, "·", right, *end]))
        plots.products(self.panels[0], lines, columns=3, largest=_LARGEST)

    def words(self) -> str:
        """Tell how many candidates there are, how many fit, and which is right."""
        target, shape, candidates = self._now()
        m, inputs, outputs = (self.value(name) for name in ("samples", "inputs", "outputs"))
        possible = sum(candidate.shape is not None for candidate in candidates)
        fits = [candidate.name for candidate in candidates if "fits" in candidate.verdict]
        right = [candidate.name for candidate in candidates if "right" in candidate.verdict]
        return (
            f"m = {m} samples, d = {inputs} inputs, h = {outputs} outputs. ∂J/∂{target} must have "
            f"the shape {shape}. Of 8 candidates {possible} can be multiplied, and "
            f"{len(fits)} of them fit: {', '.join(fits)}. Right by numbers (seed {_SEED}): "
            f"<b>{', '.join(right)}</b>."
        )

    def numbers(self) -> str:
        """Give all candidates with the shapes of their products."""
        lines = [(each.name, str(each.shape or "none"), each.verdict) for each in self._now()[2]]
        return html_table(("product", "shape", "verdict"), lines)


def shape_matcher() -> ShapeMatcher:
    """Try all products of two matrices for a gradient: which have its shape, and which is right.

    Sizes from 1 to 10; the numbers in the matrices are drawn once (seed 6), and a central
    difference says what is right. Lecture 06.
    """
    return ShapeMatcher()
