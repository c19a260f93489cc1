"""The page "Where the books disagree", made from the rows of errata."""

from pathlib import Path

from nnlib.notation import SOURCES

from . import columns, cs109a, cs109a_graph, davis, hoiem, wu
from .rows import ROWS, TOPICS, Row

__all__ = ["PAGE", "ROWS", "page"]

PAGE = Path(__file__).parents[2] / "lectures" / "where-the-books-disagree.md"
SHORT = {"E0": "Davis", "E1": "CS109A", "E2": "Columns", "E3": "Hoiem", "E4": "Wu"}
"""How rows of errata name their source."""

MODULES = (davis, cs109a, cs109a_graph, columns, hoiem, wu)

HEAD = """\
<!-- Made by `make pages` from docs/ledger; change it there. -->

# Where the books disagree

This course grew out of five good texts. Side by side, they differ: in notation, in what they leave
out, and here and there by a slip. This page lists it all, so that none of it costs you an evening.
Every row is tested, in `docs/ledger`: where it is about mathematics, the form in print must fail
numbers that the form which holds passes.

| source | called here |
|---|---|
{sources}

The letters of all five, side by side, are in [the notation page](00-notation.ipynb).
"""

TABLE = """
## {topic.title}

[Lecture {number}]({topic.lecture}.ipynb).

| in print | what holds | why | where |
|---|---|---|---|
{lines}
"""


def page() -> str:
    """Return the page, in Markdown."""
    titles = zip(SOURCES.values(), SHORT.values(), strict=True)
    text = HEAD.format(sources="\n".join(f"| {s.title} | {name} |" for s, name in titles))
    for topic in TOPICS:
        rows = sorted((row for row in ROWS if row.topic is topic), key=_order)
        lines = "\n".join(map(_line, rows))
        number = int(topic.lecture[:2])
        text += TABLE.format(topic=topic, number=number, lines=lines)
    return text


def _order(row: Row) -> tuple[str, int]:
    source, number = row.id.split("-")
    return source, int(number)


def _line(row: Row) -> str:
    where = f"{SHORT[row.id[:2]]}, {row.place} ({row.id})"
    return f"| {row.printed} | {row.holds} | {row.why} | {where} |"
