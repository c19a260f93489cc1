"""Counting what a network has to learn."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from math import prod
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge
from autograder.diagnosis.mistakes import Mistake, about
from autograder.question.answer import Answer
from autograder.question.definition import Question


def parameters(widths: list[int]) -> int:
    """The entries of every weight matrix and bias vector, counted on the arrays themselves."""
    layers = [(np.empty((below, here)), np.empty(here)) for below, here in pairwise(widths)]
    return sum(W.size + b.size for W, b in layers)


MISTAKES: dict[Mistake, Callable[[list[int]], int]] = {
    Mistake(
        "N1", "biases left out", "the number of weights alone.", "What else does a unit learn?"
    ): lambda w: parameters(w) - sum(w[1:]),
    Mistake(
        "N2",
        "biases for the inputs",
        "too large by one bias for each input.",
        "Do the inputs have biases?",
    ): lambda w: parameters(w) + w[0],
    Mistake(
        "N3",
        "one bias for a layer",
        "too small in the biases: one for each layer.",
        "How many biases does a layer of several units have?",
    ): lambda w: parameters(w) - sum(w[1:]) + len(w) - 1,
    Mistake(
        "N4",
        "biases counted by inputs",
        "right in the weights, with as many biases as a layer has inputs.",
        "To what does a bias belong: to the units a layer reads, or to its own?",
    ): lambda w: parameters(w) - sum(w[1:]) + sum(w[:-1]),
    Mistake(
        "N5",
        "output biases left out",
        "too small by the biases of the last layer.",
        "Has the last layer been counted like the others?",
    ): lambda w: parameters(w) - w[-1],
    Mistake(
        "N6", "first layer alone", "the count of the first layer.", "Which layers are there?"
    ): lambda w: parameters(w[:2]),
    Mistake(
        "N7",
        "last layer left out",
        "the count without the last layer.",
        "How many layers of weights do so many widths make?",
    ): lambda w: parameters(w[:-1]),
    Mistake(
        "N8",
        "widths multiplied",
        "one long product.",
        "Which two widths make one weight matrix?",
    ): lambda w: prod(w),
    Mistake(
        "N9",
        "units counted",
        "the number of units.",
        "What does the training change: the units, or what lies on the lines between them?",
    ): lambda w: sum(w),
    Mistake(
        "N10",
        "biases alone",
        "the number of biases.",
        "How many lines lead from one layer to the next?",
    ): lambda w: sum(w[1:]),
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
