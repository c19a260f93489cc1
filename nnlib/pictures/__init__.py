"""The still pictures of the lectures: each function draws its data and tells them in words.

Every function returns an image for a notebook, whose words, for those who cannot see it, are made
from the same data: nobody writes them, so they cannot be wrong. It draws with `nnlib.plots`, which
also checks the arguments.
"""

from nnlib.pictures.curves import (
    show_activations,
    show_images,
    show_lines,
    show_logistic,
    show_outcomes,
    show_output_maps,
    show_secants,
    show_slope_errors,
    show_tangents,
)
from nnlib.pictures.graphs import (
    show_blocks,
    show_chain,
    show_graph,
    show_logistic_graph,
    show_network,
    show_products,
)
from nnlib.pictures.learning import (
    show_descents,
    show_fit,
    show_line_fit,
    show_losses,
    show_points,
    show_unit,
)

__all__ = [
    "show_activations",
    "show_blocks",
    "show_chain",
    "show_descents",
    "show_fit",
    "show_graph",
    "show_images",
    "show_line_fit",
    "show_lines",
    "show_logistic",
    "show_logistic_graph",
    "show_losses",
    "show_network",
    "show_outcomes",
    "show_output_maps",
    "show_points",
    "show_products",
    "show_secants",
    "show_slope_errors",
    "show_tangents",
    "show_unit",
]
