"""The moving pictures of the lectures, and how a notebook shows the still ones.

A widget is a function of its controls and of nothing else: what they say is what is drawn, and
reset brings back the very same picture. What stays is drawn once; what moves is drawn over it
(blitted) and sent as a fast PNG. Beside the picture stands the same in words, for those who listen
to it. Every control works from the keyboard: Tab goes to it, the arrow keys move it.
"""

import base64
import html
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any, cast

import ipywidgets
import numpy as np
from IPython.display import HTML
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.image import imsave

from nnlib import datasets, losses, perceptron, plots, scalar
from nnlib.graph import Row, table
from nnlib.plots import figures, pretty
from nnlib.validate import Array


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
    data = base64.b64encode(stream.getvalue()).decode()
    return HTML(
        f'<img alt="{html.escape(alt)}" style="max-width: 100%" src="data:image/png;base64,{data}">'
    )


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
        lines.append((pretty(row.name), pretty(row.expression), value, partials, tangent, adjoint))
    return HTML(_table(head, lines).replace("-", "−"))


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    def line(cells: Sequence[str], kind: str) -> str:
        return f"<tr>{''.join(f'<{kind}>{html.escape(cell)}</{kind}>' for cell in cells)}</tr>"

    body = line(head, "th") + "".join(line(cells, "td") for cells in lines)
    return f'<table style="line-height: 1.4; border-spacing: 1em 0">{body}</table>'


# Keys stand above the axes, where nothing that moves can cross them.
_ABOVE: dict[str, Any] = {
    "loc": "lower left",
    "bbox_to_anchor": (-0.02, 1),
    "frameon": False,
    "handlelength": 1.6,
    "handletextpad": 0.5,
    "columnspacing": 1.2,
}


class Live(ipywidgets.VBox):
    """A picture with its words, both made anew whenever a control moves.

    A subclass says what to show: `stage` draws what stays, `paint` draws what moves, `words` tells
    it in HTML, and `numbers` adds a table if there are many. `scene` names what the stage depends
    on, if that can change.
    panels: the axes; controls: the input widgets by name; image: the picture; readout: the words.
    """

    def __init__(self, panels: Sequence[Axes], controls: Mapping[str, Any], title: str) -> None:
        """Take the axes to draw on, the controls at their start, and the picture's name."""
        self.panels = panels
        self.controls = controls
        self.title = title
        # An Image takes no alternative text, and fails in the browser if it is given a tooltip.
        self.image = ipywidgets.Image(format="png", layout={"max_width": "100%"})
        self.readout = ipywidgets.HTML()
        self._start = {name: control.value for name, control in controls.items()}
        self._canvas = FigureCanvasAgg(cast(Figure, panels[0].figure))
        self._scene: Hashable = object()
        for control in controls.values():
            control.layout.width = "auto"
            control.style.description_width = "9em"
        columns = "repeat(auto-fit, minmax(26em, 1fr))"
        board = ipywidgets.GridBox([*controls.values()], layout={"grid_template_columns": columns})
        again = ipywidgets.Button(description="Reset", tooltip="Back to the same start")
        again.on_click(self.reset)
        super().__init__([board, again, self.image, self.readout])
        self._listen()
        self.refresh()

    def scene(self) -> Hashable:
        """Say what the stage depends on: it is drawn anew when this changes."""
        return None

    def stage(self) -> None:
        """Draw what stays while the scene does."""
        raise NotImplementedError

    def paint(self) -> None:
        """Draw what moves, inside the panels; limits and titles belong to the stage."""
        raise NotImplementedError

    def words(self) -> str:
        """Tell what the picture shows."""
        raise NotImplementedError

    def numbers(self) -> str:
        """Give what is better looked up than listened to at every move."""
        return ""

    def value(self, name: str) -> Any:
        """Return what a control is set to."""
        return self.controls[name].value

    def reset(self, _: object = None) -> None:
        """Set every control to where it started, and draw once."""
        for name, control in self.controls.items():
            control.unobserve(self._moved, "value")
            control.value = self._start[name]
        self._listen()
        self.refresh()

    def refresh(self) -> None:
        """Draw the picture and write the words for the controls as they are."""
        scene = self.scene()
        if scene != self._scene:
            for panel in self.panels:
                panel.clear()
            self.stage()
            self._canvas.draw()
            self._background = self._canvas.copy_from_bbox(self._canvas.figure.bbox)
            self._scene = scene
        self._canvas.restore_region(self._background)
        still = {panel: set(panel.get_children()) for panel in self.panels}
        for panel in self.panels:
            panel.autoscale(False)
        self.paint()
        for panel, known in still.items():
            moving = [artist for artist in panel.get_children() if artist not in known]
            for artist in sorted(moving, key=lambda artist: artist.zorder):
                panel.draw_artist(artist)
                artist.remove()
        stream = BytesIO()
        fast = {"compress_level": 1}
        imsave(stream, self._canvas.buffer_rgba(), format="png", pil_kwargs=fast)
        self.image.value = stream.getvalue()
        label = html.escape(self.title)
        told = f'<div role="status" aria-label="{label}">{self.words()}</div>'
        self.readout.value = told + self.numbers()

    def _listen(self) -> None:
        for control in self.controls.values():
            control.observe(self._moved, "value")

    def _moved(self, _: object) -> None:
        self.refresh()


# --- lecture 01 ----------------------------------------------------------------------------------

_GATES = ("AND", "OR", "NAND", "XOR")
_EXAMPLE = "the lecture's example"
_VISITS = 40


@cache
def _lesson(problem: str) -> tuple[Array, Array, list[tuple[Array, float]]]:
    # The samples X and labels y of a problem, and (w, b) before each visit and after the last.
    if problem == _EXAMPLE:
        x, y, w, b = datasets.perceptron_example()
        X, targets = x[None, :], np.array([y])
    else:
        X, targets = datasets.logic_gate(problem.lower())
        w, b = np.zeros(2), 0.0
    path = [(w, b)]
    for visit in range(_VISITS):
        row = visit % len(X)
        path.append(perceptron.update(*path[-1], X[row], targets[row], 1))
    return X, targets, path


class PerceptronStepper(Live):
    """What `perceptron_stepper` returns; its controls are `problem` and `visits`."""

    def __init__(self) -> None:
        """Start with AND, before the first row."""
        problem = ipywidgets.Dropdown(options=(*_GATES, _EXAMPLE), description="problem")
        visits = ipywidgets.IntSlider(0, 0, _VISITS, description="rows visited")
        super().__init__(
            plots.panels(2, 9.2, 3.9, (1, 1.25)),
            {"problem": problem, "visits": visits},
            "A perceptron that learns from one row at a time",
        )

    def _now(self) -> tuple[Array, float, Array, int]:
        # The weights, and the row that will be visited next.
        X, targets, path = _lesson(self.value("problem"))
        visits = self.value("visits")
        row = visits % len(X)
        return *path[visits], X[row], int(targets[row])

    def scene(self) -> Hashable:
        """Name the problem; the example's bars, whose scale belongs to the stage, change with b."""
        problem = self.value("problem")
        return problem, self._now()[1] if problem == _EXAMPLE else None

    def stage(self) -> None:
        """Draw the points of a gate, or what each connection adds in the example."""
        problem = self.value("problem")
        plane, unit = self.panels
        if problem == _EXAMPLE:
            w, b, x, _ = self._now()
            plots.contributions(plane, w, b, x).set_title("what each connection adds")
        else:
            X, targets, _ = _lesson(problem)
            plots.boundary(plots.points(plane, X, targets), (0, 0), 0)
            plane.legend(ncols=3, **_ABOVE)
            plane.patches[0].remove()
            plane.set(xticks=(0, 1), yticks=(0, 1))
        unit.set_axis_off()

    def paint(self) -> None:
        """Draw the line, ring the row to be visited next, and show the unit answering it."""
        w, b, x, y = self._now()
        plane, unit = self.panels
        if self.value("problem") != _EXAMPLE:
            plots.boundary(plane, w, b)
            plots.ring(plane, x, wrong=perceptron.predict(w, b, x) != y)
        plots.perceptron(unit, w, b, x)

    def words(self) -> str:
        """Tell the weights, how far the learning has come, and what the next row will do."""
        w, b, x, y = self._now()
        problem, visits = self.value("problem"), self.value("visits")
        X, targets, path = _lesson(problem)
        changes = sum(old[1] != new[1] for old, new in pairwise(path[: visits + 1]))
        right = int((perceptron.predict(w, b, X) == targets).sum())
        state = f"Rightly answered rows: {right} of {len(X)}."
        if right == len(X):
            state += " Learning is over."
        if problem == "XOR":
            state += " No line separates XOR, so this never ends."
        answer = perceptron.predict(w, b, x)
        change = "adds x to w and 1 to b" if y else "takes x from w and 1 from b"
        verdict = "right: nothing changes" if answer == y else f"wrong: the next visit {change}"
        return (
            f"<b>{html.escape(problem)}</b>, η = 1. Rows visited: {visits}, changes: {changes}, "
            f"w = {_vector(w)}, b = {figures(b)}. {state}<br>"
            f"Next row: x = {_vector(x)}, y = {y}. z = w·x + b = {figures(float(w @ x + b))}, "
            f"so ŷ = {answer}, {verdict}."
        )


def _vector(values: Array) -> str:
    return f"({', '.join(map(figures, values))})"


def perceptron_stepper() -> PerceptronStepper:
    """Step through a perceptron's updates: weights, line and answer, on four gates and an example.

    The gates start from zeros with η = 1 and visit their four rows in turn; the example starts
    from the lecture's weights. Nothing is random. Lecture 01.
    """
    return PerceptronStepper()


# --- lecture 04 ----------------------------------------------------------------------------------


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
            [plots.axes(9.8, 3.9)],
            {"step": step, "w": w, "x": x, "y": y},
            "The graph of the logistic loss",
        )

    def _now(self) -> tuple[list[Row], list[str], list[str]]:
        # The table, the nodes that the forward sweep has reached, and those of the reverse sweep.
        loss = scalar.logistic_graph(self.value("x"), self.value("y"), self.value("w"))
        leaf = loss
        while leaf.edges:
            leaf = leaf.edges[0][0]
        rows = table(loss, wrt=leaf)
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
        return _table(("node", "value", "d·/dw", "∂L/∂·"), lines)


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
        f"∂L/∂{pretty(name)} = {_sum(terms)}{figures(adjoint)}."
    )


def _sum(terms: Sequence[tuple[float, float]]) -> str:
    products = " + ".join(f"({figures(a)})·({figures(b)})" for a, b in terms)
    return f"{products} = " if products else ""


def graph_stepper() -> GraphStepper:
    """Step through the logistic graph: values and tangents going out, adjoints coming back.

    It starts at the lecture's x = 3, y = 1, w = 3; local partials stand on the arrows. Lecture 04.
    """
    return GraphStepper()


_SEED = 1
_UPDATES = 60
_START: dict[str, Any] = {"color": plots.GREY, "linestyle": ":", "label": "at the start"}
_BATCH: dict[str, Any] = {"color": plots.BLUE, "linestyle": "none", "marker": "x", "label": "batch"}


class LogisticCurve(Live):
    """What `logistic_curve` returns; its controls: `beta0`, `beta1`, `eta`, `size`, `updates`."""

    def __init__(self) -> None:
        """Start with a curve that rises, though illness falls with the rate."""
        heart = datasets.load_heart()
        self.y = heart.y
        self.x, mean, spread = datasets.standardise(heart.column("max_hr"))
        self.mean, self.spread = float(mean), float(spread)
        beta0, beta1 = (
            ipywidgets.FloatSlider(value, min=-3, max=3, step=0.05, description=f"{name} at start")
            for name, value in (("β₀", 0), ("β₁", 1))
        )
        eta = ipywidgets.FloatLogSlider(1, min=-2, max=1, step=0.05, description="learning rate η")
        sizes = (1, 4, 16, 64, len(self.y))
        size = ipywidgets.SelectionSlider(
            options=sizes, value=len(self.y), description="batch size"
        )
        updates = ipywidgets.IntSlider(0, 0, _UPDATES, description="updates")
        super().__init__(
            plots.panels(2, 9.6, 4.1, (1.5, 1)),
            {"beta0": beta0, "beta1": beta1, "eta": eta, "size": size, "updates": updates},
            "A logistic curve that learns from the heart data",
        )

    def stage(self) -> None:
        """Draw the patients, the axes of the losses, and what the lines mean."""
        curve, loss = self.panels
        plots.outcomes(curve, self.x, self.y)
        beats = range(80, 201, 20)
        curve.set_xticks([(beat - self.mean) / self.spread for beat in beats], [*map(str, beats)])
        curve.set(xlabel="highest heart rate, beats per minute", ylabel="P(heart disease)")
        loss.set(xlim=(-2, _UPDATES + 2), ylim=(0.1, 10), yscale="log")
        loss.set(xlabel="updates", ylabel="mean loss")
        loss.set_yticks((0.1, 0.2, 0.5, 1, 2, 5, 10), ("0.1", "0.2", "0.5", "1", "2", "5", "10"))
        loss.minorticks_off()
        curve.plot([], [], **_START)
        curve.plot([], [], "k", label="now")
        curve.plot([], [], "--", color=plots.GREEN, label="its tangent")
        curve.legend(ncols=4, **_ABOVE)
        loss.plot([], [], "k", label="all patients")
        loss.plot([], [], **_BATCH)
        loss.legend(ncols=2, **_ABOVE)

    def _now(self) -> tuple[list[Array], list[float], list[float]]:
        # (β0, β1) from the start on, the mean loss over all patients at each, and each batch's.
        size, rng = self.value("size"), np.random.default_rng(_SEED)
        way = [np.array([self.value("beta0"), self.value("beta1")])]
        batches, waiting = [], np.arange(0)
        for _ in range(self.value("updates")):
            if not waiting.size:
                waiting = rng.permutation(len(self.y))
            batch, waiting = waiting[:size], waiting[size:]
            loss, dz = self._loss(way[-1], batch)
            batches.append(loss)
            way.append(way[-1] - self.value("eta") * np.array([dz.sum(), dz @ self.x[batch]]))
        return way, [self._loss(beta, slice(None))[0] for beta in way], batches

    def _loss(self, beta: Array, chosen: Any) -> tuple[float, Array]:
        z = beta[0] + beta[1] * self.x[chosen]
        return losses.binary_cross_entropy(z, self.y[chosen])

    def paint(self) -> None:
        """Draw the curve where it started and where it is now, and the losses on the way."""
        curve, loss = self.panels
        way, full, batches = self._now()
        plots.logistic(curve, *way[0], **_START)
        plots.logistic(curve, *way[-1])
        plots.tangent(curve, *way[-1])
        loss.plot(batches, **_BATCH)
        plots.loss_curve(loss, full)

    def words(self) -> str:
        """Tell where the curve has come to, its geometry, and how good it is."""
        way, full, _ = self._now()
        beta0, beta1 = way[-1]
        right = int(((beta0 + beta1 * self.x >= 0) == self.y).sum())
        geometry = "The curve is flat and has no centre."
        if beta1:
            beats = self.mean - beta0 / beta1 * self.spread
            geometry = (
                f"Centre −β₀/β₁ = {figures(-beta0 / beta1)}, or {beats:.0f} beats per minute; "
                f"slope there β₁/4 = {figures(beta1 / 4)}."
            )
        return (
            f"Updates: {len(way) - 1}, with η = {figures(self.value('eta'))} and batches of "
            f"{self.value('size')} (seed {_SEED}), from β₀ = {figures(way[0][0])}, "
            f"β₁ = {figures(way[0][1])}. Now β₀ = {figures(beta0)}, β₁ = {figures(beta1)} per "
            f"standard deviation ({self.spread:.1f} beats). {geometry}<br>Mean loss: {full[0]:.3f} "
            f"at the start, {full[-1]:.3f} now. Rightly told with the threshold ½: {right} of "
            f"{len(self.y)} patients."
        )


def logistic_curve() -> LogisticCurve:
    """Fit P(heart disease) to the highest heart rate of 303 patients by (mini-)batch descent.

    The rate is standardised. Batches are drawn without replacement from a Generator with a stated
    seed, so the same controls always give the same picture. Lecture 04.
    """
    return LogisticCurve()
