"""Mistakes that several questions share: at an edge of the graph, at its end, and on rows."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.checks.common import CATALOGUE, Mistake, Table, about, asking
from autograder.checks.common.linear_model import GRADIENTS, ROWS_MISSED, SCALED

from .cases import Edge, Graph

SIGN = CATALOGUE["sign"].asking("Nothing in this operation turns the sign. What does yours?")
POWER_RULE = CATALOGUE["power-rule-for-exponential"]

PARTIALS: dict[Edge, Table] = {
    ("xi1", "w"): {
        CATALOGUE["input-missing"]: lambda v: 1.0,
        CATALOGUE["derivative-by-input"]: lambda v: v["w"],
        CATALOGUE["minus-in-first-node"]: lambda v: -v["x"],
    },
    ("xi2", "xi1"): {
        CATALOGUE["exponent-minus-not-differentiated"]: lambda v: v["xi2"],
        CATALOGUE["exponential-with-slope-one"]: lambda v: -1.0,
        CATALOGUE["derivative-at-another-point"]: lambda v: -1 / v["xi2"],
        POWER_RULE: lambda v: -v["xi1"] * np.exp(-v["xi1"] - 1),
    },
    ("xi3", "xi2"): {
        CATALOGUE["derivative-of-constant"]: lambda v: 0.0,
        SIGN: lambda v: -1.0,
        CATALOGUE["derivative-by-label"]: lambda v: v["xi2"],
    },
    ("xi4", "xi3"): {
        CATALOGUE["reciprocal-differentiated-to-reciprocal"]: lambda v: -1 / v["xi3"],
        CATALOGUE["reciprocal-derivative-sign"]: lambda v: v["xi3"] ** -2,
        CATALOGUE["derivative-at-another-point"]: lambda v: -(v["xi3"] ** 2),
        POWER_RULE: lambda v: np.log(v["xi3"]),
    },
    ("xi5", "xi4"): {
        CATALOGUE["another-log-base"]: lambda v: v["xi3"] / np.log(10),
        SIGN: lambda v: -v["xi3"],
        CATALOGUE["logarithm-derivative-inverted"]: lambda v: v["xi4"],
    },
    ("xi6", "xi4"): {
        CATALOGUE["complement-minus-missing"]: lambda v: 1.0,
        CATALOGUE["derivative-of-constant"]: lambda v: 0.0,
    },
    ("xi7", "xi6"): {
        CATALOGUE["probability-not-complement"]: lambda v: v["xi3"],
        CATALOGUE["another-log-base"]: lambda v: 1 / (v["xi6"] * np.log(10)),
        CATALOGUE["logarithm-derivative-inverted"]: lambda v: v["xi6"],
        CATALOGUE["sign"].asking(
            "Which slope has a logarithm? And where does the minus of 1 − p come in?"
        ): lambda v: -1 / v["xi6"],
    },
    ("xi8", "xi7"): {
        CATALOGUE["labels-exchanged"]: lambda v: v["y"],
        SIGN: lambda v: v["y"] - 1,
        CATALOGUE["derivative-by-label"]: lambda v: v["xi7"],
    },
    ("xi9", "xi5"): {
        CATALOGUE["labels-exchanged"]: lambda v: 1 - v["y"],
        SIGN: lambda v: -v["y"],
        CATALOGUE["derivative-by-label"]: lambda v: v["xi5"],
    },
    ("L", "xi8"): {
        CATALOGUE["loss-minus-missing"]: lambda v: 1.0,
        CATALOGUE["label-counted-twice"]: lambda v: v["y"] - 1,
    },
    ("L", "xi9"): {
        CATALOGUE["loss-minus-missing"]: lambda v: 1.0,
        CATALOGUE["label-counted-twice"]: lambda v: -v["y"],
    },
}
"""The local partial of each edge, made of the nodes' values, as each mistake would have it."""

PARTIAL_MISSING: Table = {CATALOGUE["local-partial-missing"]: lambda v: 1.0}


def mistakes_along(
    edge: Edge, case: Graph, carried: float, rest: float = 0.0
) -> dict[Mistake, Callable[[], Any]]:
    """Return what each mistake in a partial makes of the number that is carried along its edge.

    `rest` is what other edges bring.
    """
    # A partial that is left out shows if it is neither a sign nor x alone.
    shows = edge[0] in {"xi2", "xi4", "xi5", "xi7", "xi8", "xi9"}
    table = PARTIALS[edge] | (PARTIAL_MISSING if shows else {})
    return about(table, case.values, then=lambda partial: carried * partial + rest)


AT_LOSS: Table = {
    CATALOGUE["loss-minus-missing"]: lambda v: v["xi8"] + v["xi9"],
    CATALOGUE["only-branch-of-complement"]: lambda v: -v["xi8"],
    CATALOGUE["only-branch-of-probability"]: lambda v: -v["xi9"],
    CATALOGUE["branches-subtracted"]: lambda v: v["xi8"] - v["xi9"],
    CATALOGUE["branches-subtracted"].with_variant("other way round"): (
        lambda v: v["xi9"] - v["xi8"]
    ),
}
"""The value or the tangent of L, made of those of its parents."""

WHICH_SIGN = "Which way round is the difference, and which sign has the loss?"
WHICH_MEAN = "The loss is a mean. Is its gradient one too?"
ONE_BY_ONE = "Keep one difference per row until it has met its own row of X."
ABSOLUTE = CATALOGUE["absolute-residual"].asking(
    "Does it matter whether a probability should rise or fall?"
)

OTHER_LOSSES: Table = asking(SCALED, {"sign": WHICH_SIGN, "sum-not-mean": WHICH_MEAN}) | {
    CATALOGUE["logit-without-bias"]: lambda c: replace(c, b=0.0).right
}
"""Loss and gradient on rows of another loss, whichever the labels are."""

ON_ROWS: Table = (
    OTHER_LOSSES
    | asking(GRADIENTS, {"residual-averaged-first": ONE_BY_ONE})
    | ROWS_MISSED
    | {
        CATALOGUE["gradient-of-probability"]: lambda c: c.of_slope(c.p * c.q),
        CATALOGUE["sigmoid-differentiated-again"]: lambda c: c.of_slope(c.slope * c.p * c.q),
        CATALOGUE["inputs-missing"]: lambda c: c.gradient | {"dw": c.slope.mean() + 0 * c.w},
        ABSOLUTE: lambda c: c.of_slope(np.abs(c.slope)),
        CATALOGUE["bias-gradient-not-summed"]: lambda c: c.gradient | {"db": c.slope / c.m},
    }
)
"""The gradient on rows, as each mistake that both kinds of labels know would have it."""
