"""A student's feedback page: what the gradebook and the graded notebook say, in one file.

It needs neither network nor script. Its head keeps a digest of what it was made of, so that it can
be told whether a page is still what it would be today.
"""

import json
import re
import sys
from dataclasses import asdict, dataclass, field, replace
from importlib import resources
from pathlib import Path
from typing import Any

from markupsafe import Markup
from nbformat import NotebookNode
from nbgrader.api import Gradebook

from ..questions import CHECK_CELL
from ..sandbox.outputs import select_pictures
from ..templates import render
from .read_grades import read_score
from .restore_answers import label
from .show import safe_code, safe_markdown_page, safe_text
from .submission import make_digest

TEMPLATE = "feedback_page.html"
_DIGEST = re.compile(r'<meta name="made-of" content="([0-9a-f]{64})">')
_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$", re.M)


@dataclass(frozen=True)
class Mark:
    """What an answer has got: points of how many, and whether a person has yet to look at it."""

    score: float | None
    points: float
    waits: bool

    def __str__(self) -> str:
        """Say it in the words of the page; an answer without a mark has no number."""
        if self.score is None:
            return f"not marked yet (of {self.points:g})"
        again = ", which a person looks at again" if self.waits else ""
        return f"{self.score:g} of {self.points:g}{again}"


@dataclass(frozen=True)
class Standing:
    """All that a page says and a notebook does not.

    submitted: when it was handed in, empty if unknown; penalty: points taken for being late;
    marks, comments: by cell; fingerprint: the digest of this and of the graded notebook.
    """

    assignment: str
    student: str
    name: str
    submitted: str
    penalty: float
    marks: dict[str, Mark]
    comments: dict[str, str]
    fingerprint: str = field(default="", compare=False)

    @property
    def waiting(self) -> list[str]:
        """The answers that wait for a person."""
        return [_question(cell) for cell, mark in self.marks.items() if mark.waits]

    @property
    def score(self) -> float:
        """The sum of what has been marked, less the penalty."""
        return max(0.0, sum(mark.score or 0.0 for mark in self.marks.values()) - self.penalty)

    @property
    def points(self) -> float:
        """What can be got in all."""
        return sum(mark.points for mark in self.marks.values())


def _question(cell: str) -> str:
    return cell.removeprefix(CHECK_CELL)


def _is_check(cell: str) -> bool:
    return cell.startswith(CHECK_CELL)


def _choose(comment: Any, checked: set[str]) -> str:
    """Return a person's comment, else ours unless the report of a test cell says the same."""
    ours = "" if comment.cell.name in checked else comment.auto_comment
    return comment.manual_comment or ours or ""


def read_standing(gradebook: Gradebook, assignment: str, student: str, notebook: Path) -> Standing:
    """Return what the gradebook says of a student's notebook, whose graded form is in a file.

    Raises MissingEntry if it says nothing, OSError if the file cannot be read.
    """
    row: Any = gradebook.find_submission_notebook(notebook.stem, assignment, student)
    person, when = row.student, row.assignment.timestamp
    checked = {_question(grade.cell.name) for grade in row.grades if _is_check(grade.cell.name)}
    standing = Standing(
        assignment,
        student,
        " ".join(filter(None, (person.first_name, person.last_name))),
        f"{when:%d %B %Y, %H:%M} UTC" if when else "",
        float(row.late_submission_penalty or 0.0),
        {
            grade.cell.name: Mark(
                read_score(grade),
                grade.max_score,
                bool(grade.needs_manual_grade),
            )
            for grade in row.grades
        },
        {
            comment.cell.name: said
            for comment in row.comments
            if (said := _choose(comment, checked))
        },
    )
    template = resources.files("autograder.templates").joinpath(TEMPLATE).read_bytes()
    about = json.dumps(asdict(standing), sort_keys=True).encode()
    return replace(standing, fingerprint=make_digest(about, notebook.read_bytes(), template))


def read_digest(page: Path) -> str:
    """Return the digest in the head of a page; empty if there is none."""
    try:
        with page.open(encoding="utf-8", errors="replace") as file:
            found = _DIGEST.search(file.read(2000))
    except OSError:
        return ""
    return found[1] if found else ""


@dataclass(frozen=True)
class Block:
    """A cell on the page: its text and outputs as HTML, and what belongs to it."""

    html: Markup
    outputs: list[Markup]
    name: str = ""
    mark: Mark | None = None
    comment: Markup | None = None


def render_page(standing: Standing, notebook: NotebookNode, root: str) -> str:
    """Return the page of a graded notebook as HTML; it does not tell `root`, the course's."""
    blocks, contents, heading = [], [], ""
    page: dict[str, Any] = {"resources": {}}  # the cells of a page share its time
    for cell in notebook.cells:
        name = label(cell)
        mark, comment = standing.marks.get(name), standing.comments.get(name)
        if cell.cell_type == "markdown" and not name and (found := _HEADING.search(cell.source)):
            heading = found[1]
        if mark:
            contents.append((name, heading.replace("`", "") or _question(name), mark))
        page["cell"] = cell
        show = safe_code if cell.cell_type == "code" else safe_markdown_page
        blocks.append(
            Block(
                Markup(show(page, cell.source)),
                [_show_output(page, output, root) for output in cell.get("outputs", ())],
                name if mark or comment else "",
                mark,
                Markup(safe_markdown_page(page, comment)) if comment else None,
            )
        )
    return render(TEMPLATE, standing=standing, blocks=blocks, contents=contents)


def _show_output(page: dict[str, Any], output: NotebookNode, root: str) -> Markup:
    """Return an output as HTML; the sandbox has made it harmless."""
    if output.output_type == "stream":
        return _preformatted(page, output.text, root)
    if output.output_type == "error":
        return _preformatted(page, "\n".join(output.traceback), root)
    data = output.get("data", {})
    for kind, picture in select_pictures(data).items():
        return Markup('<img alt="" src="data:{};base64,{}">').format(kind, picture)
    if html := data.get("text/html"):
        return Markup(html)
    for kind in ("text/markdown", "text/latex"):
        if text := data.get(kind):
            return Markup(safe_markdown_page(page, text))
    return _preformatted(page, data.get("text/plain", ""), root)


def _preformatted(page: dict[str, Any], text: str, root: str) -> Markup:
    # Where this computer keeps its files is nothing that a student could use.
    for place in sorted({root, sys.prefix, str(Path(__file__).parents[2])}, key=len, reverse=True):
        text = text.replace(f"{place}/", "")
    return Markup("<pre>{}</pre>").format(Markup(safe_text(page, text)))
