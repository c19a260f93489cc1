"""Counting what a network has to learn."""

from itertools import pairwise
from math import prod
from typing import Any

import numpy as np

from ..common import CATALOGUE, ClosedForm, Table


def count(widths: list[int]) -> int:
    """Return the entries of every weight matrix and bias vector, counted on the arrays."""
    layers = [(np.empty((below, here)), np.empty(here)) for below, here in pairwise(widths)]
    return sum(W.size + b.size for W, b in layers)


MISTAKES: Table = {
    CATALOGUE["biases-not-counted"]: lambda w: count(w) - sum(w[1:]),
    CATALOGUE["biases-counted-for-inputs"]: lambda w: count(w) + w[0],
    CATALOGUE["one-bias-per-layer"]: lambda w: count(w) - sum(w[1:]) + len(w) - 1,
    CATALOGUE["biases-counted-by-inputs"]: lambda w: count(w) - sum(w[1:]) + sum(w[:-1]),
    CATALOGUE["output-biases-not-counted"]: lambda w: count(w) - w[-1],
    CATALOGUE["first-layer-counted-alone"]: lambda w: count(w[:2]),
    CATALOGUE["last-layer-not-counted"]: lambda w: count(w[:-1]),
    CATALOGUE["widths-multiplied"]: prod,
    CATALOGUE["units-counted"]: sum,
    CATALOGUE["biases-counted-alone"]: lambda w: sum(w[1:]),
}


class TestParameters(ClosedForm):
    """count_parameters(widths): the lecture's network, one layer, equal widths, deep ones."""

    id = "08-digits/parameters"
    parts = {"count": 2}
    cases = 5
    function = "count_parameters"
    mistakes = MISTAKES

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> list[int]:
        if number < 2:
            return ([784, 256, 10], [4, 4, 4])[number]
        layers = (1, 3, 5)[number - 2]
        return [int(width) for width in rng.permutation(np.arange(3, 20))[: layers + 1]]

    @staticmethod
    def reference(case: list[int]) -> int:
        return count(case)

    @staticmethod
    def solve(widths: Any) -> int:
        return sum((int(below) + 1) * int(here) for below, here in pairwise(widths))
