"""What is put before an instructor, and how it is told."""

import nbformat
import pytest
from traitlets.config import Config

from autograder.classroom.course import Classroom
from autograder.classroom.needs_eye import (
    EARLIER,
    FAILED,
    LOOK_AGAIN,
    TO_MARK,
    UNKNOWN,
    Matter,
    format_matters,
    list_matters,
    write_matters,
)
from autograder.classroom.report import write_report
from autograder.feedback import KEY

ASSIGNMENT = "03-three-layer"
REMARK = "written-residual: the text was found in another cell"


@pytest.fixture
def course(classroom) -> Classroom:
    """A course in which one of each kind has handed in."""
    classroom.assign()
    classroom.student("ada", first_name="Ada")
    classroom.student("bob", email="bob@example.org")
    classroom.student("eve")
    classroom.grade("ada", 6.0, 4.0, 5.0)
    classroom.grade("bob", None, 4.0, None)
    classroom.grade("eve", 6.0, 4.0, 5.0, manual=5.0)
    (notebook,) = classroom.gradebook.find_submission(ASSIGNMENT, "eve").notebooks
    next(g for g in notebook.grades if g.cell.name == "check-forward").needs_manual_grade = True
    classroom.gradebook.db.commit()
    graded = classroom.graded("ada")
    notebook = nbformat.v4.new_notebook(metadata={KEY: {"remarks": [REMARK]}})
    nbformat.write(notebook, graded)
    (classroom.root / "classroom" / "submitted" / "ada" / "3-three-layer").mkdir(parents=True)
    (classroom.root / "classroom" / "submitted" / "ada" / ASSIGNMENT).mkdir()
    settings = Config()
    settings.CourseDirectory.root = str(classroom.root)
    for name in ("submitted", "autograded"):
        settings.CourseDirectory[f"{name}_directory"] = f"classroom/{name}"
    settings.CourseDirectory.db_url = f"sqlite:///{classroom.root}/classroom/gradebook.db"
    return Classroom(settings)


def test_every_kind_of_matter_is_found(course):
    assert list_matters(course, ASSIGNMENT) == [
        Matter("ada", "a folder of no assignment", "3-three-layer"),
        Matter("ada", REMARK),
        Matter("bob", FAILED, "forward"),
        Matter("bob", TO_MARK, "written-residual"),
        Matter("eve", LOOK_AGAIN, "forward"),
        Matter("eve", UNKNOWN),
    ]


def test_who_was_graded_as_the_exercise_was_before_is_named(course):
    released = course.root / "release" / ASSIGNMENT
    released.mkdir(parents=True)
    nbformat.write(nbformat.v4.new_notebook(), released / f"{ASSIGNMENT}.ipynb")
    found = [matter for matter in list_matters(course, ASSIGNMENT) if matter.what == EARLIER]
    assert found == [Matter("ada", EARLIER)]


def test_the_report_begins_with_them_and_names_nobody_unless_asked(course):
    matters = [Matter("eve", TO_MARK, "why"), Matter("bob", TO_MARK, "why")]
    page, _ = write_report(course.root, ASSIGNMENT, matters=matters)
    assert page.read_text().index("Needs your eye") < page.read_text().index("Points in all")
    assert "eve, bob" not in page.read_text()
    write_report(course.root, ASSIGNMENT, names=True, matters=matters)
    assert "eve, bob" in page.read_text()


def test_who_has_the_same_is_told_in_one_line_and_the_table_has_all(course):
    students = [f"student-{number:02}" for number in range(12)]
    matters = [Matter(student, TO_MARK, "why") for student in students]
    head, line = format_matters(matters)
    assert head == "Needs your eye:"
    assert line.startswith("  why, to be marked: student-00, student-01")
    assert line.endswith("student-09 and 2 more")
    rows = write_matters(course, ASSIGNMENT, matters).read_text().splitlines()
    assert (rows[0], rows[12], len(rows)) == (
        "student,what,about",
        "student-11,to be marked,why",
        13,
    )
    assert list(format_matters([])) == []
