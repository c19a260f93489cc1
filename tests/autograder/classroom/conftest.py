import json
import shutil
import warnings
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Base, Gradebook
from sqlalchemy import create_engine
from sqlalchemy.exc import SAWarning
from traitlets.config import Config

from autograder.classroom.course import Classroom, read_settings
from autograder.classroom.secret import VARIABLE
from tests.support.classes import PATIENCE, ROOT, LoadedCourse

ASSIGNMENT = "03-three-layer"
CELLS = {"check-forward": 6.0, "check-gradients": 4.0, "written-residual": 5.0}


@dataclass
class GradedCourse:
    """A course directory with a gradebook, and notebooks as grading leaves them."""

    root: Path
    gradebook: Gradebook

    def assign(self, assignment: str = ASSIGNMENT) -> None:
        """Enter an assignment with two questions for the checks and one for a person."""
        book: Any = self.gradebook
        book.add_assignment(assignment)
        book.add_notebook(assignment, assignment)
        for cell, points in CELLS.items():
            kind = "markdown" if cell.startswith("written-") else "code"
            book.add_grade_cell(cell, assignment, assignment, max_score=points, cell_type=kind)

    def student(self, name: str, **about: str) -> None:
        """Enter a student."""
        book: Any = self.gradebook
        book.add_student(name, **about)

    def grade(
        self,
        student: str,
        *scores: float | None,
        late: float = 0.0,
        manual: float | None = None,
        assignment: str = ASSIGNMENT,
    ) -> None:
        """Enter scores in the order of CELLS, None for one that a person has yet to give."""
        # nbgrader adds what it makes one line later than SQLAlchemy would like.
        with warnings.catch_warnings(action="ignore", category=SAWarning):
            submission: Any = self.gradebook.add_submission(assignment, student)
        (notebook,) = submission.notebooks
        notebook.late_submission_penalty = late
        by_name = {grade.name: grade for grade in notebook.grades}
        for cell, score in zip(CELLS, scores, strict=True):
            by_name[cell].auto_score = score
            by_name[cell].needs_manual_grade = score is None
        if manual is not None:
            by_name["check-forward"].manual_score = manual
        self.gradebook.db.commit()

    def graded(self, student: str, *reports: dict, assignment: str = ASSIGNMENT) -> Path:
        """Leave a graded notebook whose test cells hold these reports."""
        folder = self.root / "classroom" / "autograded" / student / assignment
        folder.mkdir(parents=True)
        path = folder / f"{assignment}.ipynb"
        cells = [
            {
                "cell_type": "code",
                "metadata": {"nbgrader": {"grade_id": "check-" + r["question"].partition("/")[2]}},
                "outputs": [
                    {"output_type": "display_data", "metadata": {"backprop_by_hand": r}, "data": {}}
                ],
            }
            for r in reports
        ]
        path.write_text(json.dumps({"cells": cells}))
        return path


def found(question: str, *mistakes: tuple[str, str], score: float = 0.0, **more: Any) -> dict:
    """What the checks report about a question, with ids and names of mistakes."""
    return {
        "question": f"{ASSIGNMENT}/{question}",
        "score": score,
        "points": CELLS[f"check-{question}"],
        "mistakes": [{"id": mistake, "name": name} for mistake, name in mistakes],
        "hints": [],
    } | more


@pytest.fixture
def report_of() -> Callable[..., dict]:
    return found


@pytest.fixture
def classroom(tmp_path) -> Iterator[GradedCourse]:
    (tmp_path / "classroom").mkdir()
    url = f"sqlite:///{tmp_path}/classroom/gradebook.db"
    # With its tables there, nbgrader does not ask another program for its version of them.
    engine = create_engine(url)
    Base.metadata.create_all(engine)
    engine.dispose()
    with Gradebook(url) as gradebook:
        yield GradedCourse(tmp_path, gradebook)


@pytest.fixture(scope="session")
def make_course(tmp_path_factory) -> Callable[..., LoadedCourse]:
    """Copies a course whose assignments are released, once for all tests that ask for the same."""

    @cache
    def pattern(*assignments: str) -> LoadedCourse:
        course = LoadedCourse(ROOT, tmp_path_factory.mktemp("pattern"))
        with (course.root / "nbgrader_config.py").open("a") as config:
            config.write(PATIENCE)
        for assignment in assignments:
            list(course.nbgrader("generate_assignment", assignment))
        return course

    def make(folder: Path, *assignments: str) -> LoadedCourse:
        course = copy(pattern(*assignments))
        shutil.copytree(course.root, folder, dirs_exist_ok=True)
        course.root = folder
        return course

    return make


@pytest.fixture(scope="module")
def open_course(loader) -> Iterator[Callable[[LoadedCourse], Classroom]]:
    """Opens a course as a command does, in this process, and with its own secret."""
    with pytest.MonkeyPatch.context() as patch:

        def open_here(course: LoadedCourse) -> Classroom:
            patch.setenv(VARIABLE, course.environment[VARIABLE])
            patch.chdir(course.root)
            return Classroom(read_settings(Config()), loader)

        yield open_here
