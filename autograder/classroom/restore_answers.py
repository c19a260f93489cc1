"""Putting a submission's answers back where they belong: into the notebook as it was released.

The release says which labelled cells there are, of which kind and in which order; the student's
notebook gives the text of the answers, and the cells that the student has added. So cells that are
missing, moved, copied, re-typed or re-tagged cost nothing but what is really not there.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from .submission import Cell, Submission

_DEFINED = re.compile(r"^(?:async\s+)?(?:def\s+(\w+)|(\w+)\s*(?::[^=\n]+)?=(?!=))", re.M)


def restore_answers(
    release: NotebookNode, submission: Submission
) -> tuple[NotebookNode, list[str]]:
    """Return the released notebook with the answers of a submission, fit to be graded.

    Also returns the names of the texts that were found elsewhere than in their cell, and were put
    there, before whoever marks them.
    """
    labelled = {label(cell): cell for cell in release.cells if label(cell)}
    lines = {line.strip() for cell in release.cells for line in cell.source.splitlines()}
    versions, loose = _sort_cells(submission.cells, labelled)
    notebook = new_notebook(metadata=release.metadata)
    if submission.complaint:
        notebook.cells.append(new_markdown_cell(f"> **{submission.complaint}**"))
    before = None
    filled = []
    for name, cell in labelled.items():
        cell = NotebookNode(cell)
        copies: list[Cell] = []
        if is_answer(cell):
            found = versions[name] or _adopt_cell(cell, loose, before, lines)
            changed = [copy for copy in found if copy.source.strip() != cell.source.strip()]
            changed = changed or _find_elsewhere(cell, submission.cells, labelled)
            if changed:
                cell.source = changed[-1].source
                if cell.cell_type == "markdown" and changed[-1].attachments:
                    cell.attachments = changed[-1].attachments
            # A student's notebook runs from top to bottom: the last copy counts.
            copies = changed[:-1]
        filled.append((name, cell, copies))
        before = name if name in versions else before
    moved = []
    for name, cell, _ in filled:
        if cell.cell_type == "markdown" and is_answer(cell):
            stub = labelled[name].source.strip()
            texts = _find_texts(release, name, loose, lines) if cell.source.strip() == stub else []
            if texts:
                moved.append(name)
                cell.source = "\n\n".join(text.source for text in texts)
                pictures = {k: v for text in texts for k, v in text.attachments.items()}
                if pictures:
                    cell.attachments = pictures
    notebook.cells += map(_make_cell, loose[None])
    for name, cell, copies in filled:
        notebook.cells += [*map(_make_cell, copies), cell, *map(_make_cell, loose[name])]
    return notebook, moved


def find_answering(release: NotebookNode) -> Callable[[Cell], bool]:
    """Return what tells whether a cell may hold an answer to a question of a released notebook.

    It bears a label of the release, or defines what an answer defines.
    """
    labels = {label(cell) for cell in release.cells if label(cell)}
    answers = [cell for cell in release.cells if is_answer(cell) and cell.cell_type == "code"]
    wanted = {name for cell in answers for name in _wanted_names(cell)}

    def answers_one(cell: Cell) -> bool:
        named = cell.kind == "code" and not wanted.isdisjoint(_defined_names(cell.source))
        return named or cell.label in labels

    return answers_one


def label(cell: NotebookNode) -> str:
    """Return the grade_id of a released cell; empty if it has none."""
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


def is_answer(cell: NotebookNode) -> bool:
    """Tell whether students write into a released cell."""
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


Versions = defaultdict[str, list[Cell]]
Loose = defaultdict[str | None, list[Cell]]


def _sort_cells(cells: Iterable[Cell], labelled: dict) -> tuple[Versions, Loose]:
    """Sort cells: the copies of each labelled one, and the others by the label above them."""
    versions: Versions = defaultdict(list)
    loose: Loose = defaultdict(list)
    above = None
    for cell in cells:
        if cell.label is not None and cell.label in labelled:
            versions[cell.label].append(cell)
            above = cell.label
        else:
            loose[above].append(cell)
    return versions, loose


def _adopt_cell(missing: NotebookNode, loose: Loose, before: str | None, lines: set) -> list[Cell]:
    """Find the cell that has lost its label, and take it from where it is.

    It is one that defines what the missing answer defines, wherever it stands; a text is one that
    stands where the missing one stood, and is not of the release.
    """
    wanted = _wanted_names(missing)
    for above, cells in loose.items():
        for cell in reversed(cells):
            if missing.cell_type == "code":
                fits = cell.kind == "code" and bool(wanted & _defined_names(cell.source))
            else:
                fits = above == before and cell.kind != "code" and _is_own_text(cell, lines)
            if fits:
                cells.remove(cell)
                return [cell]
    return []


def _find_elsewhere(cell: NotebookNode, cells: Iterable[Cell], labelled: dict) -> list[Cell]:
    """Find the answer of a cell that was left as it is in another cell, and leave it there too.

    Some write all their answers into one cell, at the top or at the end.
    """
    answers = [
        other
        for other in cells
        if other.kind == cell.cell_type == "code"
        and (other.label not in labelled or is_answer(labelled[other.label]))
        and _wanted_names(cell) <= _defined_names(other.source)
    ]
    stubs = {released.source.strip() for released in labelled.values()}
    return [other for other in answers if other.source.strip() not in stubs][-1:]


def _find_texts(release: NotebookNode, name: str, loose: Loose, lines: set[str]) -> list[Cell]:
    """Find what was written for a text that was left as it is: take it from where it stands.

    It is all that stands above its cell and below the text before it, or below it if it is the
    last, and is not of the release, an older one included.
    """
    labels = [label(cell) for cell in release.cells if label(cell)]
    texts = [label(c) for c in release.cells if c.cell_type == "markdown" and is_answer(c)]
    before = texts[: texts.index(name)]
    first = labels.index(before[-1]) + 1 if before else 0
    end = len(labels) if name == texts[-1] else labels.index(name) + 1
    places = [*([] if before else [None]), *labels[first:end]]
    found = []
    for place in places:
        own = [cell for cell in loose[place] if _is_own_text(cell, lines)]
        loose[place] = [cell for cell in loose[place] if cell not in own]
        found += own
    return found


def _is_own_text(cell: Cell, released: set[str]) -> bool:
    """Tell whether most of a cell is text that no line of the release says."""
    lines = [line.strip() for line in cell.source.splitlines()]
    if cell.kind == "code":  # some write in remarks
        lines = [line for line in lines if line]
        if not all(line.startswith("#") for line in lines):
            return False
    own = sum(len(line) for line in lines if line not in released)
    return 2 * own > sum(map(len, lines))


def _wanted_names(cell: NotebookNode) -> set[str]:
    """Return the names that an answer defines: those of the released cell, else its grade_id."""
    return _defined_names(cell.source) or {label(cell)}


def _defined_names(source: str) -> set[str]:
    return {name for pair in _DEFINED.findall(source) for name in pair if name}


def _make_cell(cell: Cell) -> NotebookNode:
    make = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}
    plain = make[cell.kind](cell.source)
    if cell.attachments:
        plain.attachments = cell.attachments
    return plain
