"""What all moving pictures do: keep runs as ghosts, play a slider, and begin again."""

import base64

import ipywidgets
import pytest

from nnlib import plots
from nnlib.widgets import Board, Live


class Dot(Live):
    """A dot at (k, k), and pale ones where it was kept."""

    def __init__(self, **options):
        """Start at 2."""
        slider = ipywidgets.IntSlider(2, 0, 9, description="k")
        self.stages = 0
        super().__init__([plots.axes(2, 2)], {"k": slider}, "A dot on its way", **options)

    def stage(self):
        """Draw the ghosts."""
        self.stages += 1
        self.panels[0].set(xlim=(-1, 10), ylim=(-1, 10))
        for settings in self.kept:
            self.panels[0].plot(settings["k"], settings["k"], "o", color=plots.PALE)

    def paint(self):
        """Draw the dot."""
        self.panels[0].plot(self.value("k"), self.value("k"), "o", color=plots.INK)

    def words(self):
        """Tell where it is, and where it was kept."""
        return f"now {self.value('k')}, kept {[settings['k'] for settings in self.kept]}"


def told(widget):
    return widget.readout.value.split(">")[1].split("<")[0]


def test_a_run_is_kept_while_the_next_one_moves():
    widget = Dot(keep=True)
    plain = widget.image.value
    widget.buttons["keep"].click()
    widget.controls["k"].value = 5
    assert told(widget) == "now 5, kept [2]"
    ghost = widget.image.value
    widget.controls["k"].value = 6
    widget.controls["k"].value = 5
    assert widget.image.value == ghost
    twin = Dot()
    twin.controls["k"].value = 5
    assert twin.image.value != ghost
    widget.buttons["reset"].click()
    assert told(widget) == "now 2, kept []"
    assert widget.image.value == plain


def test_only_the_last_three_different_runs_stay():
    widget = Dot(keep=True)
    for k in (1, 2, 3, 3, 4, 2):
        widget.controls["k"].value = k
        widget.buttons["keep"].click()
    assert told(widget) == "now 2, kept [3, 4, 2]"
    assert widget.kept[-1] == widget.settings() == {"k": 2}


def test_moving_draws_no_new_stage_and_keeping_draws_one():
    widget = Dot(keep=True)
    before = widget.stages
    for k in range(10):
        widget.controls["k"].value = k
    assert widget.stages == before
    widget.buttons["keep"].click()
    assert widget.stages == before + 1


def test_play_and_its_slider_go_together():
    widget = Dot(play="k")
    player = widget.player
    assert (player.min, player.max, player.step, player.value) == (0, 9, 1, 2)
    player.value = 7
    assert told(widget).startswith("now 7")
    widget.controls["k"].value = 4
    assert player.value == 4
    player.playing = True
    widget.buttons["reset"].click()
    assert (player.value, player.playing) == (2, False)


def test_play_stops_where_it_is_and_says_what_a_press_would_do():
    widget = Dot(play="k", interval=250)
    play, player = widget.buttons["play"], widget.player
    assert player.interval == 250
    assert play.description == "▶▶ Play"
    play.click()
    assert player.playing
    assert play.description == "■ Pause"
    assert play.tooltip == "Stop at this place in k"
    player.value = 6
    play.click()
    assert not player.playing
    assert play.description == "▶▶ Play"
    assert told(widget).startswith("now 6")


def test_one_can_go_one_further_and_one_back_and_no_further_than_there_is():
    widget = Dot(play="k")
    back, further = widget.buttons["back"], widget.buttons["next"]
    widget.player.playing = True
    further.click()
    assert told(widget).startswith("now 3")
    assert not widget.player.playing
    for _ in range(5):
        back.click()
    assert told(widget).startswith("now 0")
    for _ in range(12):
        further.click()
    assert told(widget).startswith("now 9")


@pytest.mark.parametrize(
    ("options", "names"),
    [({}, {"reset"}), ({"keep": True, "play": "k"}, {"reset", "keep", "back", "play", "next"})],
)
def test_there_are_only_the_buttons_that_were_asked_for(options, names):
    assert set(Dot(**options).buttons) == names


def test_a_page_without_a_kernel_shows_a_still():
    widget = Dot()
    widget.controls["k"].value = 5
    bundle = widget._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    page = bundle["text/html"]
    assert base64.b64encode(widget.image.value).decode() in page
    assert 'alt="A dot on its way; the words below tell what it shows"' in page
    assert "now 5, kept []" in page


def test_a_live_picture_must_say_what_to_show():
    class Draws(Live):
        def stage(self):
            pass

        def paint(self):
            pass

    for incomplete in (Live, Draws):
        with pytest.raises(NotImplementedError):
            incomplete([plots.axes()], {}, "Nothing")
    with pytest.raises(NotImplementedError):
        Board({}, ipywidgets.HTML(), "Nothing")
    for missing in (Live.paint, Board.words, Board.still):
        with pytest.raises(NotImplementedError):
            missing(Dot())


def test_a_picture_is_scrolled_before_it_is_too_small_to_be_read():
    widget = Dot()
    wide = widget.panels[0].figure.bbox.width
    assert float(widget.image.layout.min_width.removesuffix("px")) == pytest.approx(0.7 * wide)
    sheet = next(
        child for child in widget.children if widget.image in getattr(child, "children", ())
    )
    assert sheet.layout.overflow == "auto"
