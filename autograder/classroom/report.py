"""How an assignment went, for the instructor: a page to look at and the same counts as CSV."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..files import write_text
from .class_results import Tally, tally
from .csv_table import Cell, number, sheet
from .report_page import page


def report(root: Path, assignment: str, names: bool = False) -> tuple[Path, Path]:
    """Write the page and the CSV into `classroom/reports` of the course; return where they are.

    No student is named unless `names` is true; then both tell who made which mistake. Raises
    FileNotFoundError if there is no gradebook, ValueError for an unknown assignment.
    """
    found = tally(root, assignment)
    folder = root / "classroom" / "reports"
    folder.mkdir(exist_ok=True)
    html, csv = folder / f"{assignment}.html", folder / f"{assignment}.csv"
    write_text(html, page(found, names))
    write_text(csv, sheet(_rows(found, names)))
    return html, csv


def _rows(found: Tally, names: bool) -> Iterator[Sequence[Cell]]:
    """Give a row per score, mistake or limit of a question, with how many students it concerns."""

    def who(students: Sequence[str]) -> tuple[Cell, ...]:
        return ("; ".join(found.names[student] for student in students),) if names else ()

    yield "question", "points", "what", "code", "name", "students", *(("who",) if names else ())
    for question in found.questions:
        start = (question.name, question.points)
        for score, count in sorted(question.scores.items()):
            yield *start, "score", None, number(score), count, *who([])
        if question.waiting:
            yield *start, "waits for marks", None, None, question.waiting, *who([])
        for (code, name), students in sorted(question.mistakes.items()):
            yield *start, "mistake", code, name, len(students), *who(students)
        if question.unnamed:
            students = question.unnamed
            yield *start, "no known mistake", None, None, len(students), *who(students)
        for limit, students in sorted(question.stopped.items()):
            yield *start, "stopped", None, limit, len(students), *who(students)
