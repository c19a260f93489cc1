"""The pictures of the lectures: each function draws on an Axes and gives it back.

Figures are made without pyplot, so nothing is registered and nothing has to be closed. The colours
are told apart by colour-blind readers (Okabe and Ito 2008, two of them darkened for small text),
and no fact is shown by colour alone: classes have markers of their own, numbers carry their name.
Everywhere w and x have shape (d,) and b is a number. Wrong shapes, NaN, empty arrays and strange
labels raise ValueError, what is not a number TypeError; the message names the argument.
"""

from nnlib.plots.blocks import Block, Product, products
from nnlib.plots.counts import cost_tables
from nnlib.plots.curves import activation, logistic, outcomes, tangent
from nnlib.plots.frame import (
    BLUE,
    CLASS,
    GREEN,
    GREY,
    INK,
    MARKERS,
    PALE,
    RED,
    SUBSCRIPTS,
    axes,
    figures,
    panels,
    pretty,
)
from nnlib.plots.graphs import (
    LOGISTIC_GRAPH,
    Place,
    blocks,
    chain,
    draw,
    graph,
    graph_frame,
    graph_numbers,
)
from nnlib.plots.images import images
from nnlib.plots.losses import contours, descent, loss_curve, loss_curves
from nnlib.plots.maps import delta_marks, unit_maps, unit_maps_frame
from nnlib.plots.nets import network
from nnlib.plots.plane import (
    boundary,
    decision_boundary,
    half_plane,
    output_map,
    points,
    ring,
)
from nnlib.plots.slopes import MEASURES, secants, slope_error_frame, slope_errors
from nnlib.plots.units import contributions, perceptron

__all__ = [
    "BLUE",
    "CLASS",
    "GREEN",
    "GREY",
    "INK",
    "LOGISTIC_GRAPH",
    "MARKERS",
    "MEASURES",
    "PALE",
    "RED",
    "SUBSCRIPTS",
    "Block",
    "Place",
    "Product",
    "activation",
    "axes",
    "blocks",
    "boundary",
    "chain",
    "contours",
    "contributions",
    "cost_tables",
    "decision_boundary",
    "delta_marks",
    "descent",
    "draw",
    "figures",
    "graph",
    "graph_frame",
    "graph_numbers",
    "half_plane",
    "images",
    "logistic",
    "loss_curve",
    "loss_curves",
    "network",
    "outcomes",
    "output_map",
    "panels",
    "perceptron",
    "points",
    "pretty",
    "products",
    "ring",
    "secants",
    "slope_error_frame",
    "slope_errors",
    "tangent",
    "unit_maps",
    "unit_maps_frame",
]
