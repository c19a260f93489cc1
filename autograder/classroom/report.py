"""How an assignment went, for the instructor: a page to look at and the same counts as CSV."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..files import write_text
from .class_results import ClassResults, collect_class_results
from .course import Classroom, read_settings
from .csv_table import CsvValue, format_csv, format_number
from .needs_eye import Matter, list_matters
from .report_page import render_report

CATALOGUE_PAGE = "site/html/catalogue-of-mistakes.html"
"""Where the site of the course holds the catalogue of mistakes, if it has been built."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `autograder report` takes."""
    parser.add_argument("assignment", help="like 03-three-layer")
    parser.add_argument("--names", action="store_true", help="tell who made which mistake")


def run(options: argparse.Namespace) -> int:
    """Write the report, and print where it is."""
    is_course = Path("nbgrader_config.py").exists()
    matters = list_matters(Classroom(read_settings()), options.assignment) if is_course else []
    print(*write_report(Path.cwd(), options.assignment, options.names, matters), sep="\n")
    return 0


def write_report(
    root: Path, assignment: str, names: bool = False, matters: Sequence[Matter] = ()
) -> tuple[Path, Path]:
    """Write the page and the CSV into `classroom/reports` of the course; return where they are.

    No student is named unless `names` is true; then both tell who made which mistake. Where the
    site of the course has been built, the page links to its catalogue of mistakes. `matters` are
    what needs an instructor's eye.

    Raises FileNotFoundError if there is no gradebook, ValueError for an unknown assignment.
    """
    results = collect_class_results(root, assignment)
    folder = root / "classroom" / "reports"
    folder.mkdir(exist_ok=True)
    html, csv = folder / f"{assignment}.html", folder / f"{assignment}.csv"
    catalogue = f"../../{CATALOGUE_PAGE}" if (root / CATALOGUE_PAGE).is_file() else ""
    write_text(html, render_report(results, names, catalogue, matters))
    write_text(csv, format_csv(_rows(results, names)))
    return html, csv


def _rows(results: ClassResults, names: bool) -> Iterator[Sequence[CsvValue]]:
    """Give a row per score, mistake or limit of a question, with how many students it concerns."""

    def who(students: Sequence[str]) -> tuple[CsvValue, ...]:
        return ("; ".join(results.names[student] for student in students),) if names else ()

    yield "question", "points", "what", "mistake", "name", "students", *(("who",) if names else ())
    for question in results.questions:
        start = (question.name, question.points)
        for score, count in sorted(question.scores.items()):
            yield *start, "score", None, format_number(score), count, *who([])
        if question.waiting:
            yield *start, "waits for marks", None, None, question.waiting, *who([])
        for (mistake, name), students in sorted(question.mistakes.items()):
            yield *start, "mistake", mistake, name, len(students), *who(students)
        if question.unnamed:
            students = question.unnamed
            yield *start, "no known mistake", None, None, len(students), *who(students)
        for value, students in sorted(question.off.items()):
            yield *start, "first wrong", None, value, len(students), *who(students)
        for limit, students in sorted(question.stopped.items()):
            yield *start, "stopped", None, limit, len(students), *who(students)
