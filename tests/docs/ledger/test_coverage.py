"""Every item of the sources is where the page on coverage says, and the page is in step."""

import re
from functools import cache
from importlib import import_module

import nbformat
import pytest

from docs.ledger.coverage import PAGE, Item, Place, items, page, place
from tests.support.lecture_text import LECTURES
from tests.support.widget_moves import names

ROOT = PAGE.parents[1]
COUNTS = {"S0": 23, "S1": 43, "S2": 12, "S3": 35, "S4": 22}
ITEMS = [item for rows in items().values() for item in rows]
FIGURES = items()["figures"]


@cache
def sections() -> dict[str, str]:
    """Each section, with its title and its code, by names like "04 §5"."""
    found = {}
    for path in LECTURES:
        text = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells)
        _, *parts = re.split(r"^## ", text, flags=re.M)
        for part in parts:
            number = re.match(r"\d+(?=\. )|Summary\n", part)
            assert number, part
            found[f"{path.stem[:2]} §{number[0].strip()}"] = part
    return found


@cache
def shown() -> set[str]:
    """The widgets that lectures show."""
    code = "\n".join(sections().values())
    return {name for name in names() if re.search(rf"^{name}\(\)$", code, re.M)}


@cache
def questions() -> set[str]:
    """The questions of all exercises, from nbgrader's metadata of their answer cells."""
    return {
        f"{path.stem}/{cell.metadata.nbgrader.grade_id}"
        for path in (ROOT / "solutions").glob("*/*.ipynb")
        for cell in nbformat.read(path, as_version=4).cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }


def missing(where: Place) -> str:
    """Say what is not as a place promises, or nothing."""
    if where.kind == "lecture":
        if where.name not in sections():
            return f"no section {where.name}"
        return "" if where.words in sections()[where.name] else f"{where.name}: no {where.words!r}"
    if where.kind == "widget":
        return "" if where.name in shown() else f"no lecture shows {where.name}"
    if where.kind == "exercise":
        return "" if where.name in questions() else f"no question {where.name}"
    module, _, name = where.name.removeprefix("nnlib.").partition(".")
    thing = import_module(f"nnlib.{module}")
    for attribute in name.split("."):
        thing = getattr(thing, attribute, None)
    return "" if thing else f"no {where.name}"


def test_the_inventory_is_whole():
    expected = [f"{source}-{n:02}" for source, count in COUNTS.items() for n in range(1, count + 1)]
    assert len(expected) == 135
    assert [item.id for item in ITEMS] == [*expected, *(figure.id for figure in FIGURES)]


def test_a_lost_figure_is_drawn_again():
    assert len(FIGURES) == 20
    for figure in FIGURES:
        drawn = [sections()[place.name] for place in figure.places if place.kind == "lecture"]
        assert drawn
        assert all("show_" in section for section in drawn)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_an_item_is_where_it_is_said_to_be(item: Item):
    assert [missing(place) for place in item.places if missing(place)] == []
    assert {place.kind for place in item.places} & {"lecture", "widget", "exercise"}
    assert "|" not in item.content


@pytest.mark.parametrize(
    "text",
    [
        "04 §5: no such words",
        "04 §99: the",
        "no_such_widget",
        "01-perceptron-update/check-update",
        "nnlib.functions.no_such_function",
    ],
)
def test_a_place_that_is_not_there_is_missed(text):
    assert missing(place(text))


def test_what_is_no_place_is_refused():
    with pytest.raises(ValueError, match="'lecture 4' is no place"):
        place("lecture 4")


def test_every_widget_and_lecture_is_somewhere():
    places = {place for item in ITEMS for place in item.places}
    assert {place.name for place in places if place.kind == "widget"} <= set(names()) == shown()
    lectures = {place.name[:2] for place in places if place.kind == "lecture"}
    assert lectures == {path.stem[:2] for path in LECTURES}


def test_the_page_is_what_the_inventory_makes():
    assert PAGE.read_text(encoding="utf-8") == page()
