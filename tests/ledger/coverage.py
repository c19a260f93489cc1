"""The page that tells where the course covers what its sources teach."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nnlib.notation import SOURCES

PAGE = Path(__file__).parents[2] / "lectures" / "coverage.md"

_KINDS = {
    "lecture": re.compile(r"(?P<name>\d\d §\w+): (?P<words>.+)", re.S),
    "exercise": re.compile(r"(?P<name>\d\d-[a-z-]+/[a-z_-]+)"),
    "library": re.compile(r"(?P<name>nnlib(\.\w+)+)"),
    "widget": re.compile(r"(?P<name>[a-z_]+)"),
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
    """Return the inventory, by source."""
    inventory = tomllib.loads(Path(__file__).with_name("inventory.toml").read_text("utf-8"))
    return {
        source: [Item(id, what, tuple(map(place, places))) for id, (what, *places) in rows.items()]
        for source, rows in inventory.items()
    }


_HEAD = """\
<!-- Made by `make pages` from tests/ledger/inventory.toml; change it there. -->

# What is covered, and where

The five sources of this course teach {count} things, from the step of a perceptron to backgammon.
Each has a place here: a section of a lecture (02 §3 is section 3 of lecture 2), a widget, a
question of an exercise, and what `nnlib` has for it. A test opens the lectures and exercises, and
looks up every place.
"""

_TABLE = """
## {title}

| item | what it is | lecture | widget | exercise | in `nnlib` |
|---|---|---|---|---|---|
{lines}
"""


def page() -> str:
    """Return the page, in Markdown."""
    inventory = items()
    text = _HEAD.format(count=sum(map(len, inventory.values())))
    for source, rows in inventory.items():
        lines = "\n".join(f"| {' | '.join(_cells(item))} |" for item in rows)
        text += _TABLE.format(title=SOURCES[source].title, lines=lines)
    return text


def _cells(item: Item) -> Sequence[str]:
    names = {kind: [p.name for p in item.places if p.kind == kind] for kind in _KINDS}
    return [
        item.id,
        item.content,
        ", ".join(map(_linked, dict.fromkeys(names["lecture"]))),
        *(", ".join(f"`{name}`" for name in names[kind]) for kind in ("widget", "exercise")),
        ", ".join(f"`{name.removeprefix('nnlib.')}`" for name in names["library"]),
    ]


def _linked(section: str) -> str:
    (path,) = PAGE.parent.glob(f"{section[:2]}-*.ipynb")
    return f"[{section.replace('§Summary', 'summary')}]({path.name})"
