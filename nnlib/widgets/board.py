"""What every widget is: a picture with its words, both a function of the controls."""

import html
from collections.abc import Mapping, Sequence
from typing import Any

import ipywidgets
from IPython.display import Javascript, display

# The handle of an ipywidgets slider has a role, but no name that a screen reader could tell, and
# Python cannot give it one: in the page it gets that of the label beside it.
_NAME_SLIDERS = Javascript("""
if (!window.slidersAreNamed) {
    window.slidersAreNamed = true;
    const name = () => {
        for (const slider of document.querySelectorAll(".widget-hslider")) {
            const label = slider.querySelector(".widget-label")?.textContent;
            for (const part of slider.querySelectorAll(".noUi-handle, .widget-readout"))
                if (label && !part.ariaLabel) part.ariaLabel = label;
        }
    };
    new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
}
""")
# More ghosts than these could not be told apart.
_KEPT = 3


class Board(ipywidgets.VBox):
    """Controls, buttons, a picture and its words, which are made anew whenever a control moves.

    A subclass says what to show: `draw` puts the picture into `image`, `words` tells it in HTML,
    and `numbers` adds a table if there are many; `still` is the picture for a page without a
    kernel, and `lay_out` places the controls.
    controls: the input widgets by name; kept: what they said whenever Keep was pressed, the newest
    last; buttons: "reset", and "keep", or "back", "play" and "next", if there are such; player: it
    ticks while it plays; image: the picture; readout: the words, which tell of the ghosts too.
    """

    def __init__(
        self,
        controls: Mapping[str, Any],
        image: Any,
        title: str,
        *,
        keep: bool = False,
        play: str | None = None,
        interval: int = 100,
        lasting: Sequence[str] = (),
    ) -> None:
        """Take the controls at their start, the widget that shows the picture, and its name.

        keep: whether there is a button to keep runs as ghosts, of which the last three stay until
        Reset; play: the name of a slider of whole numbers that gets buttons to play, to stop and to
        go one further or back; interval: milliseconds from one of its values to the next; lasting:
        the controls that say what is looked at, which Reset leaves as they are.
        """
        self.controls = controls
        self.image = image
        self.title = title
        self.kept: tuple[dict[str, Any], ...] = ()
        self.readout = ipywidgets.HTML(tooltip="")
        for control in controls.values():
            # Without a tooltip, the page would show "null".
            control.tooltip = (
                control.tooltip or f"Change {control.description}: arrow keys do it too"
            )
        self.lasting = frozenset(lasting)
        self._start = {
            name: start for name, start in self.settings().items() if name not in lasting
        }
        self.buttons: dict[str, Any] = {}
        parts: list[Any] = []
        if play is not None:
            parts.append(self._play(controls[play], interval))
        if keep:
            self._button("keep", "Keep this run", "Compare others with it", self._keep)
        self._button("reset", "⟲ Reset", "Back to the same start", self.reset)
        row = ipywidgets.HBox([*self.buttons.values(), *parts], layout={"flex_flow": "row wrap"})
        # A picture that is too wide for the page is scrolled, and not made too small to be read.
        sheet = ipywidgets.Box([self.image], layout={"overflow": "auto"})
        super().__init__([self.lay_out(), row, sheet, self.readout])
        self._listen()
        self.refresh()

    def draw(self) -> None:
        """Put the picture for the controls as they are into `image`."""
        raise NotImplementedError

    def words(self) -> str:
        """Tell what the picture shows."""
        raise NotImplementedError

    def still(self) -> str:
        """Return the picture as it is, in HTML."""
        raise NotImplementedError

    def numbers(self) -> str:
        """Give what is better looked up than listened to at every move."""
        return ""

    def lay_out(self) -> Any:
        """Place the controls: in a grid, as many beside each other as there is room for."""
        return grid(*self.controls.values())

    def value(self, name: str) -> Any:
        """Return what a control is set to."""
        return self.controls[name].value

    def settings(self) -> dict[str, Any]:
        """Return what all controls are set to, by name."""
        return {name: control.value for name, control in self.controls.items()}

    def reset(self, _: object = None) -> None:
        """Set the controls to where they started, let go of what was kept, and draw once."""
        self.kept = ()
        if "play" in self.buttons:
            self.player.playing = False
        for name, control in self.controls.items():
            control.unobserve(self._moved, "value")
            control.value = self._start.get(name, control.value)
        self._listen()
        self.refresh()

    def refresh(self) -> None:
        """Draw the picture and write the words for the controls as they are."""
        self.draw()
        label = html.escape(self.title)
        told = f'<div role="status" aria-label="{label}">{self.words()}</div>'
        self.readout.value = told + self.numbers()

    def _ipython_display_(self) -> None:
        display(_NAME_SLIDERS)
        display(self._repr_mimebundle_(), raw=True)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        # A page without a kernel, as in the site of the lectures, shows a still and its words.
        page = (
            f'<figure class="still">{self.still()}<figcaption><p><em>A still: open the lecture in '
            f"JupyterLab to move it.</em></p>{self.readout.value}</figcaption></figure>"
        )
        return {"text/html": page} | (super()._repr_mimebundle_(**kwargs) or {})

    def _button(self, name: str, text: str, tooltip: str, pressed: Any) -> Any:
        button = ipywidgets.Button(description=text, tooltip=tooltip)
        button.on_click(pressed)
        self.buttons[name] = button
        return button

    def _play(self, slider: Any, interval: int) -> ipywidgets.Play:
        # Play's own buttons have no names, and its ■ goes back to the start. It ticks unseen here.
        what = slider.description
        self.player = ipywidgets.Play(
            step=slider.step, interval=interval, layout={"display": "none"}
        )
        for end in ("max", "min", "value"):
            ipywidgets.link((slider, end), (self.player, end))
        self._button("back", "◀ Back", f"One back in {what}", lambda _: self._go(slider, -1))
        play = self._button("play", "", "", self._toggle)
        self._button("next", "Next ▶", f"One further in {what}", lambda _: self._go(slider, 1))

        def tell(_: object = None) -> None:
            playing = self.player.playing
            play.description = "■ Pause" if playing else "▶▶ Play"
            play.tooltip = f"Stop at this place in {what}" if playing else f"Run through {what}"

        self.player.observe(tell, "playing")
        tell()
        return self.player

    def _go(self, slider: Any, way: int) -> None:
        self.player.playing = False
        slider.value = min(slider.max, max(slider.min, slider.value + way * slider.step))

    def _toggle(self, _: object) -> None:
        self.player.playing = not self.player.playing

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


def grid(*controls: Any, widest: str = "26em", name: str = "9em") -> ipywidgets.GridBox:
    """Place controls in a grid, as many beside each other as there is room for.

    widest: the least width of a column; name: the width of what stands before a control.
    """
    for control in controls:
        control.layout.width = "auto"
        control.style.description_width = name
    columns = f"repeat(auto-fit, minmax({widest}, 1fr))"
    return ipywidgets.GridBox([*controls], layout={"grid_template_columns": columns})
