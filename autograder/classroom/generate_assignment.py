"""nbgrader's converter for releases, so that one who changes an exercise in mid-term loses nothing.

`nbgrader generate_assignment` and formgrader run this one.
"""

import shutil
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader import converters
from nbgrader.api import Notebook
from nbgrader.preprocessors import SaveCells

from ..questions import list_assignments, load_questions_of

KINDS = ("grade", "solution", "task", "source")
"""The kinds of cells of which the gradebook has rows."""


class GenerateAssignment(converters.GenerateAssignment):
    """Makes the released notebook; the earlier one is there until its successor is."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.preprocessors = [
            SaveChangedCells if one is SaveCells else one for one in self.preprocessors
        ]

    @property
    def _course(self) -> Any:  # nbgrader has no types
        return self.coursedir

    def start(self) -> None:
        """Release; put the earlier release back if that fails."""
        course = self._course
        folder = Path(course.format_path(course.release_directory, ".", course.assignment_id))
        aside, copy = (folder.with_name(f".{folder.name}-{word}") for word in ("before", "copy"))
        _put_back(folder, aside)  # what a run that was cut short has left
        shutil.rmtree(copy, ignore_errors=True)
        if folder.is_dir():
            shutil.copytree(folder, copy)
            copy.rename(aside)
        try:
            super().start()
        finally:
            if _put_back(folder, aside):
                self.log.warning("What was released before is as it was: %s", folder)


def _put_back(folder: Path, aside: Path) -> bool:
    """Put an earlier release back if there is no later one; return whether that was needed."""
    needed = aside.is_dir() and not list(folder.glob("*.ipynb"))
    if needed:
        shutil.rmtree(folder, ignore_errors=True)
        aside.rename(folder)
    shutil.rmtree(aside, ignore_errors=True)
    return needed


class SaveChangedCells(SaveCells):
    """Writes the cells of an exercise into the gradebook, also when somebody has handed it in.

    A question that was added gets its rows. One that was taken away or renamed would take its marks
    with it, and so is refused. A change of points is told, and so are points that are not those of
    the checks.
    """

    def _create_notebook(self, nb: NotebookNode) -> None:
        self._compare_with_checks()
        gradebook: Any = self.gradebook
        known: Any = gradebook.db.query(Notebook).filter(Notebook.name == self.notebook_id)
        notebooks = [one for one in known if one.assignment.name == self.assignment_id]
        if not notebooks or not notebooks[0].submissions:
            super()._create_notebook(nb)
            return
        (notebook,) = notebooks
        gone = [
            cell.name
            for kind in KINDS[:3]
            for cell in getattr(notebook, f"{kind}_cells")
            if cell.name not in getattr(self, f"new_{kind}_cells")
        ]
        if gone:
            raise RuntimeError(
                f"{', '.join(sorted({*gone}))}: not in the notebook any more, but "
                f"{len(notebook.submissions)} have handed it in, and their marks would be lost. "
                "Keep the cells under their names; with 0 points a question counts for nothing"
            )
        self._tell_points(notebook)
        for kind in KINDS:
            write = getattr(gradebook, f"update_or_create_{kind}_cell")
            for name, about in getattr(self, f"new_{kind}_cells").items():
                write(name, self.notebook_id, self.assignment_id, **about)

    def _compare_with_checks(self) -> None:
        if self.assignment_id not in list_assignments():
            return
        for question, checks in load_questions_of(self.assignment_id).items():
            cell = self.new_grade_cells.get(question.cell)
            if cell and cell["max_score"] != checks.points():
                told = "%s has %g points here and %g in its checks: scores are in proportion"
                self.log.warning(told, question.cell, cell["max_score"], checks.points())

    def _tell_points(self, notebook: Any) -> None:
        again = f"autograder regrade {self.assignment_id} shows what it would change"
        before = {cell.name: cell.max_score for cell in notebook.grade_cells}
        for name, about in self.new_grade_cells.items():
            points = about["max_score"]
            if name not in before:
                self.log.warning("%s is new, for %g points: %s", name, points, again)
            elif before[name] != points:
                self.log.warning("%s: %g → %g points: %s", name, before[name], points, again)
