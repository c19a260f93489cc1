"""Tables as CSV, which many programs read and a spreadsheet must not run."""

import csv
import io
from collections.abc import Iterable, Sequence

Cell = str | float | None

FORMULA = tuple("=+-@＝＋－＠")
"""What makes a spreadsheet take a cell for a formula, also in wide letters."""


def sheet(rows: Iterable[Sequence[Cell]]) -> str:
    """Return rows as CSV: numbers to two decimals, None as nothing, text that cannot be a formula.

    A text that begins like a formula gets an apostrophe in front, with which spreadsheets mark
    text. Whoever chose the name `=HYPERLINK(…)` sees it as it is.
    """
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(
        [_plain(cell) for cell in row] for row in rows
    )
    return stream.getvalue()


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return number(cell)
    return f"'{cell}" if cell.lstrip().startswith(FORMULA) else cell


def number(value: float) -> str:
    """Write a number to two decimals at most: 2, 2.5, 0.33."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
