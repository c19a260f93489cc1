"""The page that tells where the course covers what its sources teach."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from nnlib.notation import SOURCES

PAGE = Path(__file__).parents[2] / "lectures" / "coverage.md"

_KINDS = {
    "lecture": re.compile(r"(?P<name>\d\d §\w+): (?P<words>.+)", re.S),
    "exercise": re.compile(r"(?P<name>\d\d-[a-z-]+/[a-z_-]+)"),
    "widget": re.compile(r"(?P<name>[a-z_]+)"),
    "library": re.compile(r"(?P<name>nnlib(\.\w+)+)"),
}


@dataclass(frozen=True)
class Place:
    """Where an item is: a lecture, exercise, widget or the library, and words that stand there."""

    kind: str
    name: str
    words: str = ""


@dataclass(frozen=True)
class Item:
    """Something that a source teaches, in our words, and where the course does."""

    id: str
    content: str
    places: tuple[Place, ...]


def place(text: str) -> Place:
    """Read a place, as the head of `inventory.toml` has it; raises ValueError if it is none."""
    for kind, pattern in _KINDS.items():
        if found := pattern.fullmatch(text):
            return Place(kind, found["name"], found.groupdict().get("words", ""))
    raise ValueError(f"{text!r} is no place")


def items() -> dict[str, list[Item]]:
    """Return the inventory by source, and the lost figures as "figures"."""
    inventory = tomllib.loads(Path(__file__).with_name("inventory.toml").read_text("utf-8"))
    return {
        source: [Item(id, what, tuple(map(place, places))) for id, (what, *places) in rows.items()]
        for source, rows in inventory.items()
    }


_HEAD = """\
<!-- Made by `make pages` from docs/ledger/inventory.toml; change it there. -->

# What is covered, and where

The five sources of this course teach {count} things, from the step of a perceptron to backgammon.
Each has a place here: a section of a lecture (02 §3 is section 3 of lecture 2), a question of an
exercise, a widget, or something in the library. A test opens lectures and exercises, and looks up
every place.
"""

_TABLE = """
## {title}

| item | what it is | where |
|---|---|---|
{lines}
"""


def page() -> str:
    """Return the page, in Markdown."""
    inventory = items()
    text = _HEAD.format(count=sum(len(inventory[source]) for source in SOURCES))
    titles = {source: kept.title for source, kept in SOURCES.items()}
    titles["figures"] = "Figures that are lost in the sources, and drawn again here"
    for part, title in titles.items():
        text += _TABLE.format(title=title, lines="\n".join(map(_line, inventory[part])))
    return text


def _line(item: Item) -> str:
    groups = []
    for kind in _KINDS:
        names = dict.fromkeys(place.name for place in item.places if place.kind == kind)
        if kind == "lecture":
            told = [_linked(name) for name in names]
        else:
            told = [f"`{name}`" for name in names]
        if told:
            groups.append(f"{kind} {', '.join(told)}")
    return f"| {item.id} | {item.content} | {'; '.join(groups)} |"


def _linked(section: str) -> str:
    (path,) = PAGE.parent.glob(f"{section[:2]}-*.ipynb")
    return f"[{section.replace('§Summary', 'summary')}]({path.name})"
