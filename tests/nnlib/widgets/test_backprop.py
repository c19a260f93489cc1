"""The backprop stepper: its picture, its formula and its words say what its data say."""

import html
import re
from xml.etree import ElementTree

import pytest

from nnlib import widgets
from nnlib.plots import figures
from nnlib.trace import Entry
from nnlib.widgets.backprop_picture import backprop_picture, written_sum
from tests.support.contrast import contrast

BOTH = pytest.mark.parametrize(("layers", "start"), [(1, "pencil"), (2, "xor")])


def told(widget):
    return html.unescape(re.sub(r"<[^>]+>", " ", widget.readout.value)).split(" All numbers")[0]


def drawn(widget):
    return ElementTree.fromstring(widget.image.value)


def at(layers, start="pencil"):
    """A widget at every one of its steps in turn."""
    widget = widgets.backprop_stepper(start)
    widget.controls["layers"].value = layers
    for number in range(widget.controls["step"].max + 1):
        widget.controls["step"].value = number
        yield widget, widget._now, widget._now.steps[number]


def marks(root, entry):
    """All that the picture writes for an entry: in the network, and in the formula."""
    letter, layer, row, column = entry
    place = f"{row},{column}"
    own = [
        mark
        for part in root.iter()
        if f"{letter}{layer}" in part.get("data-part", "").split()
        for mark in part.iter()
        if mark.get("data-at") == place
    ]
    return [("".join(mark.itertext()), mark.get("class", "")) for mark in own]


@BOTH
def test_the_picture_writes_every_known_number_and_no_other(layers, start):
    for widget, now, step in at(layers, start):
        root, known = drawn(widget), now.known(widget.value("step"))
        for letter, layer in now.arrays:
            entries = [entry for entry in known if entry[:2] == (letter, layer)]
            for entry in entries:
                numbers = {figures(now.value(entry))}
                if step.kind == "update" and now.after:
                    numbers.add(figures(now.after.value(entry)))
                for text, _ in marks(root, entry):
                    assert re.sub(r"^(∂ |∂?b = )|^\(|\)$", "", text) in numbers
            hidden = [
                (text, entry)
                for entry in _entries(now, letter, layer)
                if entry not in known
                for text, _ in marks(root, entry)
            ]
            assert all(text in ("", "·", "b = ") for text, _ in hidden), hidden


def _entries(now, letter, layer):
    rows, columns = now.arrays[letter, layer].shape
    return [Entry(letter, layer, i, j) for i in range(rows) for j in range(columns)]


@BOTH
def test_factors_are_lit_in_the_network_and_in_the_formula_at_once(layers, start):
    for widget, now, step in at(layers, start):
        if step.kind not in ("forward", "loss", "delta", "gradient"):
            continue
        root = drawn(widget)
        network, formula = root.find("svg"), root.find("div")
        for entry in step.factors() | set(step.makes):
            colour = "new" if entry in step.makes else {"W", "D", "F"} & {entry.letter}
            colour = colour if isinstance(colour, str) else "".join(colour) or "lit"
            for part in (network, formula):
                assert colour in [light for _, light in marks(part, entry)], (entry, step.kind)
        others = now.known(widget.value("step")) - step.factors() - set(step.makes)
        for entry in others:
            assert {light for _, light in marks(root, entry)} <= {""}


@BOTH
def test_the_words_say_the_same_product_and_the_same_number_as_the_picture(layers, start):
    for widget, now, step in at(layers, start):
        said = told(widget)
        assert f"Step {widget.value('step')} of {len(now.steps) - 1}." in said
        if step.kind in ("forward", "delta", "loss"):
            product = "".join(text for text, _ in written_sum(now, step))
            number = figures(now.value(step.makes[0]))
            assert f"{now.name(step.makes[0])} = {product} = {number}" in said
            if step.kind == "loss":
                assert said.rstrip().endswith(f"J = ½(ŷ − y)² = {figures(now.loss)}.")
                continue
            beside = "".join("".join(text.itertext()) for text in drawn(widget).iter("text"))
            assert re.sub(r"\s", "", f"= {product} = {number}") in re.sub(r"\s", "", beside)
        if step.kind in ("gradient", "start"):
            for entry in step.makes:
                if step.kind == "gradient" or entry.letter in "AY":
                    assert f"{now.name(entry)} = {figures(now.value(entry))}" in said
        if step.kind == "update" and now.after:
            assert f"J was {figures(now.loss)} and is {figures(now.after.loss)}." in said


def test_the_numbers_of_lecture_3_can_be_followed_with_a_pencil():
    """x = (1, 2): z = (2, −2, 1), a = (2, 0, 1), ŷ = 2·1 + 0·2 − 1·1 + 1 = 2, and y = 0."""
    said = [told(widget) for widget, *_ in at(1)]
    for step, words in {
        1: "z⁽¹⁾₁ = 1 · 1 + 2 · 1 + (−1) = 2",
        2: "z⁽¹⁾₂ = 1 · (−1) + 2 · (−1) + 1 = −2, so a⁽¹⁾₂ = f(z) = 0",
        4: "z⁽²⁾₁ = 2 · 1 + 0 · 2 + 1 · (−1) + 1 = 2, so ŷ = f(z) = 2",
        5: "ŷ − y = 2 − 0 = 2, and the loss J = ½(ŷ − y)² = 2.",
        6: "D⁽²⁾₁ = 2 · 1 = 2.",
        8: "D⁽¹⁾₂ = 2 · 2 · 0 = 0.",
        9: "D⁽¹⁾₃ = 2 · (−1) · 1 = −2.",
        12: "ŷ was 2 and is 0.26; J was 2 and is 0.0338.",
    }.items():
        assert words in said[step]
    assert len(said) == 13


def test_with_one_more_layer_two_paths_meet_in_a_delta():
    said = [told(widget) for widget, *_ in at(2)]
    assert "D⁽¹⁾₁ = (3 · 1 + 6 · (−1)) · 1 = −3." in said[11]
    assert len(said) == 18


def test_a_weight_can_be_changed_and_one_that_is_not_there_is_hidden():
    widget = widgets.backprop_stepper()
    widget.controls["step"].value = 1
    widget.controls["W1_21"].value = -1.5
    assert "z⁽¹⁾₁ = 1 · 1 + 2 · (−1.5) + (−1) = −3" in told(widget)
    extra = ("W2_12", "b2_2", "W3_11", "b3_1")
    assert {widget.controls[name].layout.display for name in extra} == {"none"}
    widget.controls["layers"].value = 2
    assert {widget.controls[name].layout.display for name in extra} == {None}


def test_a_symbol_lights_up_its_part_wherever_the_pointer_is():
    widget = widgets.backprop_stepper()
    widget.controls["step"].value = 7
    style = drawn(widget).findtext("style", "")
    for part in ("W2", "D2", "F1", "A1", "dW1"):
        rule = f".backprop:has([data-part~='{part}']:hover,[data-part~='{part}']:focus)"
        assert rule in style
    symbols = [mark for mark in drawn(widget).iter("span") if mark.get("class") == "matrix"]
    assert [symbol.get("data-part") for symbol in symbols] == ["D1", "D2", "W2", "F1"]
    assert all(symbol.get("tabindex") == "0" for symbol in symbols)
    assert symbols[2].get("aria-label") == "W⁽²⁾ᵀ, 1 by 3: 1, 2, −1"
    assert symbols[0].get("aria-label") == "D⁽¹⁾, 1 by 3: 2, not known yet, not known yet"


def test_what_is_lit_can_be_read():
    style = drawn(widgets.backprop_stepper()).findtext("style", "")
    for name in ("W", "D", "F", "new", "lit"):
        ink = re.findall(rf"\.backprop \.{name}\{{font-weight:bold;color:([^}}]+)\}}", style)[0]
        ground = re.findall(rf"span\.{name}\{{background:([^}}]+)\}}", style)[0]
        assert contrast(ink, ground) >= 4.5
        assert contrast(ink, "white") >= 4.5


def test_the_picture_is_made_of_the_data_alone():
    widget = widgets.backprop_stepper("xor")
    widget.controls["step"].value = 9
    assert backprop_picture(widget._now, 9, widget.title) == widget.image.value


def test_another_start_is_refused():
    with pytest.raises(ValueError, match="start must be one of pencil, xor"):
        widgets.backprop_stepper("or")
