"""Counting what a network has to learn."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from math import prod
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge
from autograder.diagnosis.mistakes import CATALOGUE, Mistake, about
from autograder.question.answer import Answer
from autograder.question.definition import Question


def parameters(widths: list[int]) -> int:
    """The entries of every weight matrix and bias vector, counted on the arrays themselves."""
    layers = [(np.empty((below, here)), np.empty(here)) for below, here in pairwise(widths)]
    return sum(W.size + b.size for W, b in layers)


MISTAKES: dict[Mistake, Callable[[list[int]], int]] = {
    CATALOGUE["biases-not-counted"]: lambda w: parameters(w) - sum(w[1:]),
    CATALOGUE["biases-counted-for-inputs"]: lambda w: parameters(w) + w[0],
    CATALOGUE["one-bias-per-layer"]: lambda w: parameters(w) - sum(w[1:]) + len(w) - 1,
    CATALOGUE["biases-counted-by-inputs"]: lambda w: parameters(w) - sum(w[1:]) + sum(w[:-1]),
    CATALOGUE["output-biases-not-counted"]: lambda w: parameters(w) - w[-1],
    CATALOGUE["first-layer-counted-alone"]: lambda w: parameters(w[:2]),
    CATALOGUE["last-layer-not-counted"]: lambda w: parameters(w[:-1]),
    CATALOGUE["widths-multiplied"]: lambda w: prod(w),
    CATALOGUE["units-counted"]: lambda w: sum(w),
    CATALOGUE["biases-counted-alone"]: lambda w: sum(w[1:]),
}


class TestParameters(Question):
    """count_parameters(widths): the lecture's network, one layer, equal widths, deep ones."""

    id = "08-digits/parameters"
    parts = {"count": 2}
    cases = 5

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> list[int]:
        if number == 0:
            return [784, 256, 10]
        if number == 1:
            return [4, 4, 4]
        layers = (1, 3, 5)[number - 2]
        return [int(width) for width in rng.permutation(np.arange(3, 20))[: layers + 1]]

    @staticmethod
    def call(answer: Answer, case: list[int]) -> Mapping[str, Any]:
        return {"count": answer.call("count_parameters", case)}

    def test_count(self, case: list[int], got: Mapping[str, Any], judge: Judge) -> None:
        mistakes = about(MISTAKES, case, then=lambda count: {"count": count})
        judge(got, {"count": parameters(case)}, mistakes=mistakes)
