"""nbgrader's converter for feedback pages, so that a page is made anew whenever it would differ.

`nbgrader generate_feedback`, formgrader and `autograder feedback` all run this one.
"""

import os
import shutil
from pathlib import Path
from typing import Any

from nbgrader import converters
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters.base import NbGraderException

from ..feedback import KEY
from ..files import write_text
from .autograde import read_graded
from .feedback_page import read_digest, read_standing, render_page
from .grade_submission import SUBMISSION
from .jobs import read_fingerprint
from .submission import SECRET_FILE, TIMESTAMP


class GenerateFeedback(converters.GenerateFeedback):
    """Makes feedback pages; see nbgrader's own for what it is given."""

    only: set[str] | None = None
    """The students whose pages are made; all if None."""

    gradebook: Gradebook

    def __init__(self, coursedir: Any = None, **settings: Any) -> None:
        super().__init__(coursedir=coursedir, **settings)
        self.made: list[str] = []
        self.unchanged: list[str] = []
        self.waiting: dict[str, list[str]] = {}
        """Whose pages were made, whose are as they were, and which answers wait for a person."""
        self.outdated: dict[str, str] = {}
        """Why, for each student whose page shows less than there is."""

    @property
    def _course(self) -> Any:  # nbgrader has no types
        return self.coursedir

    def start(self) -> None:
        """Make the pages that the course directory's settings name, and tell of those in doubt."""
        course = self._course
        with Gradebook(course.db_url, course.course_id) as self.gradebook:
            super().start()
        for student, why in sorted(self.outdated.items()):
            self.log.warning("%s: %s", student, why)
        for student, cells in sorted(self.waiting.items()):
            self.log.warning("%s: not marked yet: %s", student, ", ".join(cells))

    def init_notebooks(self) -> None:
        """Find the graded notebooks, and pages of whose grading nothing is left."""
        super().init_notebooks()
        course = self._course
        pages = Path(self._format_dest(course.assignment_id, course.student_id))
        for folder in Path(course.root).glob(str(pages.relative_to(course.root))):
            student = folder.parent.name
            graded = Path(self._format_source(course.assignment_id, student))
            if self.only is not None and student not in self.only:
                continue
            if list(folder.glob("*.html")) and not list(graded.glob("*.ipynb")):
                self.outdated[student] = "the page is of an earlier grading; grade again"

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        """Tell whether a student's page would differ from the one that there is."""
        if student_id in self._course.student_id_exclude.split(","):
            return False
        if self.only is not None and student_id not in self.only:
            return False
        (notebook,) = map(Path, self.notebooks[:1])
        try:
            standing = read_standing(self.gradebook, assignment_id, student_id, notebook)
        except MissingEntry:
            raise NbGraderException(f"{student_id} has a graded notebook, but no row") from None
        if standing.waiting:
            self.waiting[student_id] = standing.waiting
        self._look_for_newer(assignment_id, student_id, notebook)
        page = Path(self._format_dest(assignment_id, student_id), f"{notebook.stem}.html")
        if not self.force and read_digest(page) == standing.fingerprint:
            self.log.info("Skipping existing assignment: %s", page.parent)
            self._copy_address(assignment_id, student_id)
            self.unchanged.append(student_id)
            return False
        return True

    def _look_for_newer(self, assignment: str, student: str, notebook: Path) -> None:
        graded = read_graded(notebook).metadata.get(KEY, {}).get(SUBMISSION)
        folder = self._course.format_path(self._course.submitted_directory, student, assignment)
        if Path(folder).is_dir() and graded is not None:
            now = read_fingerprint(self._course, assignment, student, notebook.stem)
            if now != graded:
                self.outdated[student] = "handed in anew since it was graded; grade again"

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Lay the folder of a page, with what says for which submission it is."""
        Path(self._format_dest(assignment_id, student_id)).mkdir(parents=True, exist_ok=True)
        self._copy_address(assignment_id, student_id)

    def _copy_address(self, assignment: str, student: str) -> None:
        graded = Path(self._format_source(assignment, student))
        pages = Path(self._format_dest(assignment, student))
        for name in (TIMESTAMP, SECRET_FILE):
            (pages / name).unlink(missing_ok=True)
            if (graded / name).is_file() and not (graded / name).is_symlink():
                shutil.copyfile(graded / name, pages / name)

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Write the page of a notebook, whole or not at all."""
        path = Path(notebook_filename)
        self.log.info("Converting notebook %s", path)
        about = self.init_single_notebook_resources(str(path))["nbgrader"]
        standing = read_standing(self.gradebook, about["assignment"], about["student"], path)
        page = render_page(standing, read_graded(path), os.fspath(self._course.root))
        folder = self._format_dest(about["assignment"], about["student"])
        write_text(Path(folder, f"{path.stem}.html"), page)
        self.made.append(about["student"])
