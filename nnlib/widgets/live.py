"""A picture that Matplotlib draws: what stays once, and what moves at every move."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, cast

import ipywidgets
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.gridspec import SubplotSpec

from nnlib.widgets.board import Board
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
# How much smaller than it was drawn a picture may be shown: its small text is then 9 px high.
_LEAST = 0.7


class Live(Board):
    """A board with a picture on Axes.

    A subclass says what to show: `stage` draws what stays, `paint` draws what moves, and `words`
    tells it. `scene` names what the stage depends on, if that can change; ghosts of runs that were
    kept belong to the stage as well. panels: the axes.
    """

    def __init__(
        self, panels: Sequence[Axes], controls: Mapping[str, Any], title: str, **options: Any
    ) -> None:
        """Take the axes, the controls at their start, the name, and the options of a board."""
        self.panels = panels
        figure = cast(Figure, panels[0].figure)
        self._canvas = FigureCanvasAgg(figure)
        self._scene: object = None
        # An Image takes no alternative text, and fails in the browser if it is given a tooltip.
        least = _LEAST * figure.bbox.width
        size = {"max_width": "100%", "min_width": f"{least:.0f}px", "flex": "0 1 auto"}
        image = ipywidgets.Image(format="png", layout=size)
        super().__init__(controls, image, title, **options)

    def scene(self) -> Hashable:
        """Say what the stage depends on: it is drawn anew when this changes."""
        return None

    def stage(self) -> None:
        """Draw what stays while the scene does."""
        raise NotImplementedError

    def paint(self) -> None:
        """Draw what moves, inside the panels; limits and titles belong to the stage."""
        raise NotImplementedError

    def still(self) -> str:
        """Return the picture as it is, in HTML."""
        return html_image(self.image.value, f"{self.title}; the words below tell what it shows")

    def draw(self) -> None:
        """Draw the stage if the scene has changed, and over it what moves."""
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
