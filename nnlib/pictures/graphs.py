"""Pictures of what is computed from what: networks, chains, graphs, products of matrices."""

from collections.abc import Sequence
from itertools import pairwise

from IPython.display import HTML

from nnlib import plots
from nnlib.graph import Node, Row, leaves, table
from nnlib.pictures.words import join, plain
from nnlib.plots import Block, Product, figures, pretty
from nnlib.widgets.show import picture


def show_network(
    widths: Sequence[int],
    layers: Sequence[str] | None = None,
    units: Sequence[Sequence[str]] | None = None,
    edges: Sequence[Sequence[Sequence[str]]] | None = None,
) -> HTML:
    """Show a network as circles and lines; the arguments are those of `nnlib.plots.network`."""
    ax = plots.axes(7, 1.4 + 0.5 * min(max(widths), 5))
    plots.network(ax, widths, layers=layers, units=units, edges=edges)
    lines = [a * b for a, b in pairwise(widths)]
    words = f"A network with columns of {join(map(str, widths))} units. Every unit is joined to "
    words += f"every unit of the next column: {sum(lines)} lines."
    if layers is not None:
        words += f" The columns are {join(map(plain, layers))}."
    if units is not None:
        named = [join(map(pretty, column)) for column in units]
        words += f" The units are called {'; then '.join(named)}."
    if edges is not None and units is not None:
        told = [
            f"{pretty(name)} from {pretty(units[layer][i])} to {pretty(units[layer + 1][j])}"
            for layer, rows in enumerate(edges)
            for i, row in enumerate(rows)
            for j, name in enumerate(row)
        ]
        words += f" The weights are {join(told)}."
    return picture(ax, words)


def show_chain(boxes: Sequence[str], arrows: Sequence[str]) -> HTML:
    """Show boxes in a row, joined by labelled arrows."""
    ax = plots.chain(plots.axes(1.7 + 1.35 * len(boxes), 1.5), boxes, arrows)
    words = f"Boxes in a row, joined by arrows: {'; '.join(map(plain, boxes))}. "
    return picture(ax, f"{words}On the arrows stand {join(map(plain, arrows))}.")


def show_blocks(columns: Sequence[Sequence[str]]) -> HTML:
    """Show boxes in columns, with arrows to the next column, as `nnlib.plots.blocks` does."""
    ax = plots.blocks(plots.axes(1.4 + 1.45 * len(columns), 2.2), columns)
    told = [" and ".join(map(plain, column)) for column in columns]
    return picture(ax, f"Boxes in columns, from left to right: {'; '.join(told)}.")


def show_graph(node: Node) -> HTML:
    """Show the graph behind a node, after a backward pass, with all its numbers."""
    return picture(plots.draw(plots.axes(8.5, 3), node), _told(table(node)))


def show_logistic_graph(node: Node) -> HTML:
    """Show the graph of lecture 04 with its values, tangents by w, partials and adjoints."""
    rows = table(node, wrt=leaves(node)[0])
    ax = plots.graph(plots.axes(9.8, 3.9), rows, plots.LOGISTIC_GRAPH)
    return picture(ax, _told(rows))


def _told(rows: Sequence[Row]) -> str:
    output = pretty(rows[-1].name)
    told = []
    for row in rows:
        line = f"{pretty(row.name)} is {figures(row.value)}"
        if row.tangent is not None:
            line += f", its tangent {figures(row.tangent)}"
        line += f", the derivative of {output} by it {figures(row.adjoint)}"
        partials = [f"{pretty(u)} {figures(p)}" for u, p in row.partials.items()]
        told.append(line + (f", its partials by {join(partials)}" if partials else ""))
    return f"A graph of operations. {'; '.join(told)}."


def show_products(lines: Sequence[Product], columns: int = 1) -> HTML:
    """Show products of matrices as blocks of their true proportions, in a grid."""
    rows = -(-len(lines) // columns)
    ax = plots.products(plots.axes(9.5, 0.3 + 1.95 * rows), lines, columns=columns)
    told = []
    for line in lines:
        parts = [f"{p.name} {p.shape}" if isinstance(p, Block) else p for p in line.parts]
        told.append(f"{line.caption}: {' '.join(parts)}")
    return picture(ax, f"Matrices as blocks of their true proportions. {'; '.join(told)}.")
