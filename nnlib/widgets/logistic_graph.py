"""The widget of lecture 04 on the graph of its loss: forward with tangents, back with adjoints."""

from collections.abc import Sequence

import ipywidgets

from nnlib import plots, scalar
from nnlib.graph import Row, leaves, table
from nnlib.plots import figures, pretty
from nnlib.widgets.live import Live
from nnlib.widgets.show import html_table


class GraphStepper(Live):
    """What `graph_stepper` returns; its controls are `step`, `w`, `x` and `y`."""

    def __init__(self) -> None:
        """Start at the lecture's x = 3, y = 1, w = 3, with nothing but w known."""
        step = ipywidgets.IntSlider(0, 0, 2 * len(plots.LOGISTIC_GRAPH) - 1, description="step")
        w, x = (
            ipywidgets.FloatSlider(3, min=-4, max=4, step=0.25, description=description)
            for description in ("weight w", "input x")
        )
        y = ipywidgets.FloatSlider(1, min=0, max=1, step=0.25, description="label y")
        super().__init__(
            [plots.axes(10.7, 4.1)],
            {"step": step, "w": w, "x": x, "y": y},
            "The graph of the logistic loss",
            play="step",
            interval=1000,
        )

    def _now(self) -> tuple[list[Row], list[str], list[str]]:
        # The table, the nodes that the forward sweep has reached, and those of the reverse sweep.
        loss = scalar.logistic_graph(self.value("x"), self.value("y"), self.value("w"))
        (w,) = leaves(loss)
        rows = table(loss, wrt=w)
        names = [row.name for row in rows]
        reached = self.value("step") + 1
        return rows, names[:reached], names[::-1][: max(0, reached - len(names))]

    def stage(self) -> None:
        """Draw the boxes and arrows."""
        plots.graph_frame(self.panels[0], self._now()[0], plots.LOGISTIC_GRAPH)

    def paint(self) -> None:
        """Write the numbers that are known at this step."""
        rows, valued, pulled = self._now()
        plots.graph_numbers(self.panels[0], rows, plots.LOGISTIC_GRAPH, valued, pulled)

    def words(self) -> str:
        """Tell what this step works out."""
        rows, valued, pulled = self._now()
        news = _adjoint_news(rows, pulled[-1]) if pulled else _tangent_news(rows, valued[-1])
        at = ", ".join(f"{name} = {figures(self.value(name))}" for name in ("x", "y", "w"))
        return f"<b>Step {self.value('step')}</b> at {at}. {news}"

    def numbers(self) -> str:
        """Give the table of all that is known at this step."""
        rows, valued, pulled = self._now()
        lines = [
            (
                pretty(row.name),
                figures(row.value),
                figures(row.tangent or 0),
                figures(row.adjoint) if row.name in pulled else "",
            )
            for row in rows
            if row.name in valued
        ]
        return html_table(("node", "value", "d·/dw", "∂J/∂·"), lines)


def _tangent_news(rows: Sequence[Row], name: str) -> str:
    tangents = {row.name: row.tangent or 0 for row in rows}
    row = next(row for row in rows if row.name == name)
    title = plots.LOGISTIC_GRAPH[name].title
    terms = [(partial, tangents[parent]) for parent, partial in row.partials.items()]
    return (
        f"Forward: {title} = {figures(row.value)}, local partial times tangent: "
        f"d{pretty(name)}/dw = {_sum(terms)}{figures(tangents[name])}."
    )


def _adjoint_news(rows: Sequence[Row], name: str) -> str:
    adjoint = next(row.adjoint for row in rows if row.name == name)
    terms = [(row.adjoint, row.partials[name]) for row in rows if name in row.partials]
    return (
        "Backward, adjoint times local partial: "
        f"∂J/∂{pretty(name)} = {_sum(terms)}{figures(adjoint)}."
    )


def _sum(terms: Sequence[tuple[float, float]]) -> str:
    products = " + ".join(f"({figures(a)})·({figures(b)})" for a, b in terms)
    return f"{products} = " if products else ""


def graph_stepper() -> GraphStepper:
    """Step through the logistic graph: values and tangents going out, adjoints coming back.

    It starts at the lecture's x = 3, y = 1, w = 3; local partials stand on the arrows. Lecture 04.
    """
    return GraphStepper()
