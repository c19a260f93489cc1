"""A skeleton for a new question that runs at once: its checks, its cells and its bank of answers.

It asks for the gradient of a mean of sines, which no exercise does, so that every piece has
something to show; the author replaces it piece by piece.
"""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat

from ..files import write_text
from ..questions import QuestionId
from .bank import MUTANTS
from .tidy import canonicalise

CHECKS = '''"""What this question asks, in one line."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autograder.checks.common import CATALOGUE, ClosedForm, Table, oracle


@dataclass(frozen=True)
class Case:
    """What the function is given, in this order."""

    w: np.ndarray
    X: np.ndarray

    def mean(self, w: Any) -> Any:
        """The forward definition, which takes complex numbers too."""
        return np.sin(self.X @ w).sum() / len(self.X)

    @cached_property
    def reference(self) -> np.ndarray:
        """The gradient by the oracle; made once for all answers."""
        return oracle.gradient(self.mean, self.w)


MISTAKES: Table = {{
    CATALOGUE["sign"].asking("Which derivative turns the sign?"): lambda c: -c.reference,
    CATALOGUE["sum-not-mean"]: lambda c: len(c.X) * c.reference,
    CATALOGUE["mean-taken-twice"]: lambda c: c.reference / len(c.X),
}}


class Test{title}(ClosedForm):
    """{name}(w, X): the gradient of 1/m Σᵢ sin(xᵢ·w)."""

    id = "{assignment}/{name}"
    parts = {{"dw": 2}}
    function = "{name}"
    mistakes = MISTAKES

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Case:
        """Sizes all different, and square; never 2 rows."""
        m, d = ((3, 5), (7, 4), (4, 4), (6, 3))[number]
        return Case(rng.normal(size=d), rng.normal(size=(m, d)))
'''

SOLUTION = '''def {name}(w, X):
    """Return the gradient of 1/m Σᵢ sin(xᵢ·w)."""
    ### BEGIN SOLUTION
    return np.mean(np.cos(X @ w)[:, np.newaxis] * X, axis=0)
    ### END SOLUTION
'''

TEXT = """## {name}

What is asked, in a sentence or two. Write `{name}(w, X)`.

- shapes: `w` (d,), `X` (m, d) → (d,)
- by hand: w = (0), X = [[1], [3]] gives (2)
"""

ANSWERS = {
    "right-matrix.py": """# score: 2
def {name}(w, X):
    return X.T @ np.cos(X @ w) / len(X)
""",
    "right-rows.py": """# score: 2
def {name}(w, X):
    return np.cos(X @ w) @ X / len(X)
""",
    "right-loop.py": """# score: 2
def {name}(w, X):
    dw = np.zeros(len(w))
    for x in X:
        dw += np.cos(x @ w) * x / len(X)
    return dw
""",
    "wrong-by-library.py": """# score: 0
# says: worked out by hand
import nnlib


def {name}(w, X):
    return nnlib.central_difference(lambda v: np.sin(X @ v).mean(), w)
""",
    MUTANTS: """[crash]
of = "right-matrix"
replace = "np.cos(X @ w)"
by = "np.cos(Z)"
score = 0
says = "NameError"

[mean-twice]
of = "right-matrix"
replace = "/ len(X)"
by = "/ len(X) ** 2"
score = 0
mistake = "mean-taken-twice"

[sign]
of = "right-matrix"
replace = "return X.T"
by = "return -X.T"
score = 0
mistake = "sign"

[sum]
of = "right-matrix"
replace = " / len(X)"
by = ""
score = 0
mistake = "sum-not-mean"
""",
}

NEXT = """
Replace the example, piece by piece, by what the question asks; CONTRIBUTING.md tells how. Then
autograder kill-matrix, autograder bank, make tidy exercises pages and make lint test."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `autograder new-question` takes."""
    parser.add_argument("id", help="like 05-gradient-descent/step")


def run(options: argparse.Namespace) -> int:
    """Write the skeleton into the working directory, and name its files."""
    print(*write_question(options.id, Path.cwd()), NEXT, sep="\n")
    return 0


def write_question(question_id: str, root: Path) -> Iterator[str]:
    """Write the skeleton of a question into the checkout in `root`; give what was written.

    The notebook gets new cells at its end if it is there. Raises ValueError if `question_id` is not
    like "05-gradient-descent/step", FileNotFoundError if `root` is no checkout, FileExistsError if
    a file or cell of the question is there already; then nothing is written.
    """
    if not re.fullmatch(r"\d\d-[a-z0-9]+(-[a-z0-9]+)*/[a-z][a-z0-9_]*", question_id):
        raise ValueError(f"{question_id!r} should be like '05-gradient-descent/step'")
    assignment, name = QuestionId(question_id).assignment, QuestionId(question_id).name
    if not (root / "autograder" / "checks").is_dir():
        raise FileNotFoundError(
            f"{root} should be a checkout of the course, with autograder/checks"
        )
    folder = root / "autograder" / "checks" / f"test_{assignment.replace('-', '_')}"
    bank = root / "tests" / "bank" / assignment / name
    notebook = root / "solutions" / assignment / f"{assignment}.ipynb"
    words = {"assignment": assignment, "name": name, "title": name.title().replace("_", "")}
    number = 1 + len(list(folder.glob("test_*.py")))
    files = {folder / f"test_{number}_{name}.py": CHECKS.format(**words)}
    files |= {bank / file: text.format(**words) for file, text in ANSWERS.items()}
    book = _with_cells(notebook, assignment, words)
    there = [path for path in (*folder.glob(f"test_*_{name}.py"), *files) if path.exists()]
    if there:
        raise FileExistsError(f"{question_id} has been begun already, in {there[0]}")
    if not (folder / "__init__.py").exists():
        files[folder / "__init__.py"] = f'"""Checks of {assignment}."""\n'
    files[notebook] = canonicalise(nbformat.writes(book))
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(path, text)
        yield str(path.relative_to(root))


def _with_cells(path: Path, assignment: str, words: dict[str, str]) -> nbformat.NotebookNode:
    """Return the notebook with the question's cells at its end; a new one if it is not there."""
    name = words["name"]
    if path.exists():
        book = nbformat.read(path, as_version=4)
    else:
        book = nbformat.v4.new_notebook()
        setup = "import numpy as np\n\nfrom autograder import check, reset_answer, show_case"
        book.cells = [_cell("markdown", f"# {assignment}"), _cell("code", setup, "setup")]
    ids = {cell.metadata.get("nbgrader", {}).get("grade_id") for cell in book.cells}
    if name in ids:
        raise FileExistsError(f"{assignment}/{name} has been begun already, in {path}")
    book.cells += [
        _cell("markdown", TEXT.format(**words)),
        _cell("code", SOLUTION.format(**words), name, solution=True),
        _cell("code", f'check("{assignment}/{name}")', f"check-{name}", points=2),
    ]
    return book


def _cell(
    kind: str, source: str, grade_id: str = "", *, solution: bool = False, points: int = 0
) -> nbformat.NotebookNode:
    cell = {"code": nbformat.v4.new_code_cell, "markdown": nbformat.v4.new_markdown_cell}[kind](
        source.strip()
    )
    if grade_id:
        cell.metadata["nbgrader"] = {
            "grade": points > 0,
            "grade_id": grade_id,
            "locked": not solution,
            "schema_version": 3,
            "solution": solution,
            "task": False,
        } | ({"points": points} if points else {})
    return cell
