"""Still pictures and tables in a notebook."""

import base64
import html
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import cast

from IPython.display import HTML
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from nnlib.graph import Row
from nnlib.plots import pretty


def picture(ax: Axes, alt: str) -> HTML:
    """Show the figure of an Axes as an image; `alt` tells in words what is to be seen.

    Raises TypeError if `ax` is no Axes or `alt` no text, ValueError if `alt` is empty.
    """
    for name, value, kind in (("ax", ax, Axes), ("alt", alt, str)):
        if not isinstance(value, kind):
            found = type(value).__name__
            raise TypeError(f"{name} must be of type {kind.__name__}, but was of type {found}")
    if not alt.strip():
        raise ValueError("alt must tell what is to be seen, but was empty")
    stream = BytesIO()
    FigureCanvasAgg(cast(Figure, ax.figure)).print_figure(stream, format="png", dpi=110)
    return HTML(html_image(stream.getvalue(), alt))


def graph_table(rows: Sequence[Row]) -> HTML:
    """Show the table of a graph, as `nnlib.graph.table` gives it. Lecture 04.

    A line per node: its value, its local partials, its tangent (derivative by the weight) and its
    adjoint (derivative of the loss by it), with ten significant digits.
    """
    head = ("node", "is", "value", "local partials", "tangent", "adjoint")
    lines = []
    for row in rows:
        partials = "; ".join(f"by {pretty(name)}: {v:.10g}" for name, v in row.partials.items())
        numbers = (row.value, row.tangent, row.adjoint)
        value, tangent, adjoint = ("" if v is None else f"{v + 0.0:.10g}" for v in numbers)
        line = (pretty(row.name), pretty(row.expression), value, partials, tangent, adjoint)
        lines.append([cell.replace("-", "−") for cell in line])
    return HTML(html_table(head, lines))


def html_image(png: bytes, alt: str) -> str:
    """Return an HTML image that holds its own data, told in words by `alt`."""
    data = base64.b64encode(png).decode()
    words = html.escape(alt)
    return f'<img alt="{words}" style="max-width: 100%" src="data:image/png;base64,{data}">'


def html_table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """Return an HTML table of texts: a head, and a line of as many cells each."""

    def line(cells: Sequence[str], kind: str) -> str:
        return f"<tr>{''.join(f'<{kind}>{html.escape(cell)}</{kind}>' for cell in cells)}</tr>"

    body = line(head, "th") + "".join(line(cells, "td") for cells in lines)
    return f'<table style="line-height: 1.4; border-spacing: 1em 0">{body}</table>'
