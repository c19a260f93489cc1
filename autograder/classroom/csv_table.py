"""Tables as CSV, which many programs read and a spreadsheet must not run."""

import csv
import io
from collections.abc import Iterable, Sequence

CsvValue = str | float | None

FORMULA = tuple("=+-@＝＋－＠")
"""What makes a spreadsheet take a cell for a formula, also in wide letters."""


def format_csv(rows: Iterable[Sequence[CsvValue]]) -> str:
    """Return rows as CSV: numbers to two decimals, None as nothing, text that cannot be a formula.

    A text that begins like a formula gets an apostrophe in front, with which spreadsheets mark
    text. Whoever chose the name `=HYPERLINK(…)` sees it as it is.
    """
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(
        [_format_cell(cell) for cell in row] for row in rows
    )
    return stream.getvalue()


def _format_cell(cell: CsvValue) -> str:
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return format_number(cell)
    return f"'{cell}" if cell.lstrip().startswith(FORMULA) else cell


def format_number(value: float) -> str:
    """Return a number with two decimals at most: 2, 2.5, 0.33."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
