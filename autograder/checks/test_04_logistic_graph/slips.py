"""What goes wrong at a node: slips in a local partial, and the words for them."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.diagnosis.mistakes import OPPOSITE, Mistake, opposite

from .graph import Edge, Graph

MINUS_LOST = Mistake(
    "G1",
    "minus of the exponent dropped",
    OPPOSITE,
    "What stands in the exponent of the second node, and which sign does it have?",
)
SHORT_RECIPROCAL = Mistake(
    "G3",
    "reciprocal differentiated to a reciprocal",
    "a power too few.",
    "Write 1/u as a power of u. What becomes of the exponent?",
)
RECIPROCAL_SIGN = Mistake(
    "G4",
    "sign of the reciprocal's derivative",
    OPPOSITE,
    "Does 1/u grow or shrink when u grows?",
)
EXP_OF_SLOPE_ONE = Mistake(
    "G5",
    "exponential with slope one",
    "what is left when the exponential disappears.",
    "What is the derivative of the exponential function?",
)
X_LOST = Mistake(
    "G6", "x left out", "a product that lacks one of its factors.", "By what is w multiplied?"
)
BY_X = Mistake(
    "G7",
    "derivative by x",
    "the derivative by another variable.",
    "Which of the two factors is held fixed here?",
)
OTHER_BASE = Mistake(
    "G8",
    "log to another base",
    "right up to the base of the logarithm.",
    "Which logarithm has the derivative 1/u?",
)
ONLY_B = Mistake(
    "G9",
    "only the branch of 1 − p",
    "what one of two branches brings.",
    "Two branches meet here. What does each of them bring?",
)
ONLY_A = Mistake("G10", "only the branch of p", ONLY_B.relation, ONLY_B.place)
LABELS_SWAPPED = Mistake(
    "G11",
    "y and 1 − y exchanged",
    "right for the opposite label.",
    "Which of the two terms should be left when the label is one?",
)
ONE_MINUS = Mistake(
    "G12",
    "minus of 1 − p lost",
    "off where the branch of 1 − p comes in.",
    "Does 1 − p grow or shrink when p grows?",
)
P_IN_BOTH = Mistake(
    "G13",
    "p where 1 − p should be",
    "right for another probability.",
    "Which node does the second logarithm take, p or 1 − p?",
)
OTHER_TABLE = Mistake(
    "G14",
    "tables mixed",
    "an entry of another table.",
    "Three things can stand beside a node: its local partial, d·/dw and ∂L/∂·. Which is asked for?",
)
SLIDES = Mistake(
    "G15",
    "xi1 with a minus",
    OPPOSITE,
    "Is the minus a part of the first node here, or of the second?",
)
VALUE = Mistake(
    "G16",
    "value in place of a derivative",
    "the value of a node.",
    "Is it a value or a derivative that is asked for?",
)
OTHER_POINT = Mistake(
    "G17",
    "derivative at another point",
    "the right derivative, taken at another point.",
    "At which value is the derivative of this operation taken: at the parent's, or at another?",
)
POWER_RULE = Mistake(
    "G18",
    "rule of powers",
    "what a power would give.",
    "Does the variable stand in the base here, or in the exponent?",
)
CONSTANT = Mistake(
    "G19",
    "derivative of a constant",
    "nothing but zeros.",
    "The node is a sum. One of its terms is constant; what about the other?",
)
OUTER_MINUS = Mistake(
    "G20",
    "minus of the loss lost",
    OPPOSITE,
    "Logarithms of probabilities are not positive. And L?",
)
SIGN = opposite("G21", "Nothing in this operation turns the sign. What does yours?")
UPSIDE_DOWN = Mistake(
    "G22",
    "fraction upside down",
    "one over the reference.",
    "Does a logarithm climb faster where its argument is small, or where it is large?",
)
BY_LABEL = Mistake(
    "G23",
    "derivative by the label",
    "the derivative by another variable.",
    "The node is a product of two factors. By which of them is it differentiated?",
)
CHAINED = Mistake(
    "G24",
    "one link too many",
    "a derivative by an earlier node than asked.",
    "A local partial belongs to one edge alone. Which other edge has come in?",
)
LABEL_TWICE = Mistake(
    "G25",
    "label counted twice",
    "a product with a factor too many.",
    "At which node does the label come in? Has it come in already?",
)
ALONE = Mistake(
    "G26",
    "partial without what came before",
    "a local partial alone.",
    "The chain rule multiplies. With what?",
)
HANDED_ON = Mistake(
    "G27",
    "partial left out",
    "what its neighbour has, unchanged.",
    "What is the local partial of this edge?",
)
DIFFERENCE = Mistake(
    "G28",
    "difference of the branches",
    "a difference where there should be a sum.",
    "Does L take one branch away from the other?",
)

Slips = Mapping[Mistake, Callable[[Graph], Any]]

SLIPS: dict[Edge, Slips] = {
    ("xi1", "w"): {
        X_LOST: lambda g: 1.0,
        BY_X: lambda g: g.w,
        SLIDES: lambda g: -g.x,
    },
    ("xi2", "xi1"): {
        MINUS_LOST: lambda g: g.values["xi2"],
        EXP_OF_SLOPE_ONE: lambda g: -1.0,
        OTHER_POINT: lambda g: -1 / g.values["xi2"],
        POWER_RULE: lambda g: -g.values["xi1"] * np.exp(-g.values["xi1"] - 1),
    },
    ("xi3", "xi2"): {
        CONSTANT: lambda g: 0.0,
        SIGN: lambda g: -1.0,
        BY_LABEL: lambda g: g.values["xi2"],
    },
    ("xi4", "xi3"): {
        SHORT_RECIPROCAL: lambda g: -1 / g.values["xi3"],
        RECIPROCAL_SIGN: lambda g: g.values["xi3"] ** -2,
        OTHER_POINT: lambda g: -(g.values["xi3"] ** 2),
        POWER_RULE: lambda g: np.log(g.values["xi3"]),
    },
    ("xi5", "xi4"): {
        OTHER_BASE: lambda g: g.values["xi3"] / np.log(10),
        SIGN: lambda g: -g.values["xi3"],
        UPSIDE_DOWN: lambda g: g.values["xi4"],
    },
    ("xi6", "xi4"): {
        ONE_MINUS: lambda g: 1.0,
        CONSTANT: lambda g: 0.0,
    },
    ("xi7", "xi6"): {
        P_IN_BOTH: lambda g: g.values["xi3"],
        OTHER_BASE: lambda g: 1 / (g.values["xi6"] * np.log(10)),
        UPSIDE_DOWN: lambda g: g.values["xi6"],
        CHAINED: lambda g: -1 / g.values["xi6"],
    },
    ("xi8", "xi7"): {
        LABELS_SWAPPED: lambda g: g.y,
        SIGN: lambda g: g.y - 1,
        BY_LABEL: lambda g: g.values["xi7"],
    },
    ("xi9", "xi5"): {
        LABELS_SWAPPED: lambda g: 1 - g.y,
        SIGN: lambda g: -g.y,
        BY_LABEL: lambda g: g.values["xi5"],
    },
    ("L", "xi8"): {
        OUTER_MINUS: lambda g: 1.0,
        LABEL_TWICE: lambda g: g.y - 1,
    },
    ("L", "xi9"): {
        OUTER_MINUS: lambda g: 1.0,
        LABEL_TWICE: lambda g: -g.y,
    },
}
"""The local partial of each edge, as each mistake would have it."""

LEFT_OUT = {edge for edge in SLIPS if edge[0] in {"xi2", "xi4", "xi5", "xi7", "xi8", "xi9"}}
"""Edges whose partial shows when it is left out, as neither a sign nor x alone."""


def passed(graph: Graph, edge: Edge, carried: float, rest: float = 0.0) -> dict[Mistake, float]:
    """What each slip at an edge makes of `carried`, when other edges bring `rest`."""
    slips = {slip: carried * float(gives(graph)) + rest for slip, gives in SLIPS[edge].items()}
    return slips | ({HANDED_ON: carried + rest} if edge in LEFT_OUT else {})
