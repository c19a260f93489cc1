"""What every widget is: a picture with its words, both a function of the controls."""

import html
from collections.abc import Hashable, Mapping, Sequence
from typing import Any, cast

import ipywidgets
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.gridspec import SubplotSpec

from nnlib.widgets.png import png
from nnlib.widgets.show import html_image

# Keys stand above the axes, where nothing that moves can cross them.
ABOVE: dict[str, Any] = {
    "loc": "lower left",
    "bbox_to_anchor": (-0.02, 1),
    "frameon": False,
    "handlelength": 1.6,
    "handletextpad": 0.5,
    "columnspacing": 1.2,
}
# More ghosts than these could not be told apart.
_KEPT = 3


class Live(ipywidgets.VBox):
    """A picture with its words, both made anew whenever a control moves.

    A subclass says what to show: `stage` draws what stays, `paint` draws what moves, `words` tells
    it in HTML, and `numbers` adds a table if there are many. `scene` names what the stage depends
    on, if that can change; ghosts of runs that were kept belong to the stage as well.
    panels: the axes; controls: the input widgets by name; kept: what they said whenever Keep was
    pressed, the newest last; buttons: "reset", and "keep" and "play" if there are such; image: the
    picture; readout: the words, which tell of the ghosts too.
    """

    def __init__(
        self,
        panels: Sequence[Axes],
        controls: Mapping[str, Any],
        title: str,
        *,
        keep: bool = False,
        play: str | None = None,
    ) -> None:
        """Take the axes to draw on, the controls at their start, and the picture's name.

        keep: whether there is a button to keep runs as ghosts, of which the last three stay until
        Reset; play: the name of a slider of whole numbers that gets buttons to play and to stop it.
        """
        self.panels = panels
        self.controls = controls
        self.title = title
        self.kept: tuple[dict[str, Any], ...] = ()
        # An Image takes no alternative text, and fails in the browser if it is given a tooltip.
        self.image = ipywidgets.Image(format="png", layout={"max_width": "100%"})
        self.readout = ipywidgets.HTML()
        self._start = self.settings()
        self._canvas = FigureCanvasAgg(cast(Figure, panels[0].figure))
        self._scene: object = None
        for control in controls.values():
            control.layout.width = "auto"
            control.style.description_width = "9em"
        columns = "repeat(auto-fit, minmax(26em, 1fr))"
        board = ipywidgets.GridBox([*controls.values()], layout={"grid_template_columns": columns})
        again = ipywidgets.Button(description="Reset", tooltip="Back to the same start")
        again.on_click(self.reset)
        self.buttons: dict[str, Any] = {"reset": again}
        if keep:
            hold = ipywidgets.Button(description="Keep this run", tooltip="Compare others with it")
            hold.on_click(self._keep)
            self.buttons["keep"] = hold
        if play is not None:
            slider = controls[play]
            self.buttons["play"] = ipywidgets.Play(
                min=slider.min, max=slider.max, step=slider.step, interval=100, show_repeat=False
            )
            ipywidgets.link((slider, "value"), (self.buttons["play"], "value"))
        row = ipywidgets.HBox([*self.buttons.values()])
        super().__init__([board, row, self.image, self.readout])
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

    def settings(self) -> dict[str, Any]:
        """Return what all controls are set to, by name."""
        return {name: control.value for name, control in self.controls.items()}

    def reset(self, _: object = None) -> None:
        """Set every control to where it started, let go of what was kept, and draw once."""
        self.kept = ()
        if "play" in self.buttons:
            self.buttons["play"].playing = False
        for name, control in self.controls.items():
            control.unobserve(self._moved, "value")
            control.value = self._start[name]
        self._listen()
        self.refresh()

    def refresh(self) -> None:
        """Draw the picture and write the words for the controls as they are."""
        scene = self.scene(), self.kept
        if scene != self._scene:
            for panel in self.panels:
                panel.clear()
                # Where it is depends on where it was, unless that is forgotten.
                panel.set_subplotspec(cast(SubplotSpec, panel.get_subplotspec()))
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
        # Nothing is transparent.
        self.image.value = png(np.asarray(self._canvas.buffer_rgba())[..., :3])
        label = html.escape(self.title)
        told = f'<div role="status" aria-label="{label}">{self.words()}</div>'
        self.readout.value = told + self.numbers()

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        # A page without a kernel, as in the site of the lectures, shows a still and its words.
        still = html_image(self.image.value, f"{self.title}; the words below tell what it shows")
        page = (
            f'<figure class="still">{still}<figcaption><p><em>A still: open the lecture in '
            f"JupyterLab to move it.</em></p>{self.readout.value}</figcaption></figure>"
        )
        return {"text/html": page} | (super()._repr_mimebundle_(**kwargs) or {})

    def _listen(self) -> None:
        for control in self.controls.values():
            control.observe(self._moved, "value")

    def _keep(self, _: object) -> None:
        settings = self.settings()
        earlier = (kept for kept in self.kept if kept != settings)
        self.kept = (*earlier, settings)[-_KEPT:]
        self.refresh()

    def _moved(self, _: object) -> None:
        self.refresh()
