"""What goes wrong at a node: slips in a local partial, and the words for them."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.diagnosis.mistakes import CATALOGUE, Mistake

from .graph import Edge, Graph

MINUS_LOST = CATALOGUE["exponent-minus-not-differentiated"]
SHORT_RECIPROCAL = CATALOGUE["reciprocal-differentiated-to-reciprocal"]
RECIPROCAL_SIGN = CATALOGUE["reciprocal-derivative-sign"]
EXP_OF_SLOPE_ONE = CATALOGUE["exponential-with-slope-one"]
X_LOST = CATALOGUE["input-missing"]
BY_X = CATALOGUE["derivative-by-input"]
OTHER_BASE = CATALOGUE["another-log-base"]
ONLY_B = CATALOGUE["only-branch-of-complement"]
ONLY_A = CATALOGUE["only-branch-of-probability"]
LABELS_SWAPPED = CATALOGUE["labels-exchanged"]
ONE_MINUS = CATALOGUE["complement-minus-missing"]
P_IN_BOTH = CATALOGUE["probability-not-complement"]
OTHER_TABLE = CATALOGUE["tables-mixed"]
SLIDES = CATALOGUE["minus-in-first-node"]
VALUE = CATALOGUE["value-of-node"]
OTHER_POINT = CATALOGUE["derivative-at-another-point"]
POWER_RULE = CATALOGUE["power-rule-for-exponential"]
CONSTANT = CATALOGUE["derivative-of-constant"]
OUTER_MINUS = CATALOGUE["loss-minus-missing"]
SIGN = CATALOGUE["sign"].asking("Nothing in this operation turns the sign. What does yours?")
UPSIDE_DOWN = CATALOGUE["logarithm-derivative-inverted"]
BY_LABEL = CATALOGUE["derivative-by-label"]
CHAINED = CATALOGUE["one-link-too-many"]
LABEL_TWICE = CATALOGUE["label-counted-twice"]
ALONE = CATALOGUE["local-partial-alone"]
HANDED_ON = CATALOGUE["local-partial-missing"]
DIFFERENCE = CATALOGUE["branches-subtracted"]

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
