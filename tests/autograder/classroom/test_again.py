"""What was handed in anew is graded anew, whoever put it there, and a person's marks stay."""

from typing import Any

import pytest

from autograder.classroom.course import Classroom
from autograder.classroom.demo import SampleCourse
from autograder.classroom.grade import ClassGrading, grade_class
from tests.support.classes import ASSIGNMENT, NAME, RELEASED, edited, scores, submitted

RIGHT = "def predict(w, b, x):\n    return int(np.dot(w, x) + b >= 0)"
WRONG = RIGHT.replace(">=", ">")
WRITTEN = "written-xor"


@pytest.fixture(scope="module")
def course(make_course, tmp_path_factory) -> SampleCourse:
    return make_course(tmp_path_factory.mktemp("again"), ASSIGNMENT)


@pytest.fixture(scope="module")
def classroom(course, open_course) -> Classroom:
    return open_course(course)


def hand_in(course: SampleCourse, predict: str, text: str) -> None:
    def fill(notebook) -> None:
        for cell in notebook.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            cell.source = {"predict": predict, WRITTEN: text}.get(name, cell.source)

    (submitted(course, "ada") / NAME).write_text(edited(fill, RELEASED))


def mark(course: SampleCourse, points: float) -> None:
    with course.gradebook as gradebook:
        grade: Any = gradebook.find_grade(WRITTEN, ASSIGNMENT, ASSIGNMENT, "ada")
        grade.manual_score, grade.needs_manual_grade = points, False
        gradebook.db.commit()


def marked(course: SampleCourse) -> tuple[float | None, bool]:
    with course.gradebook as gradebook:
        grade: Any = gradebook.find_grade(WRITTEN, ASSIGNMENT, ASSIGNMENT, "ada")
        return grade.manual_score, grade.needs_manual_grade


def test_what_was_put_there_again_is_graded_again(course, classroom):
    def grade() -> ClassGrading:
        graded = grade_class(classroom, ASSIGNMENT, ["ada"], jobs=1)
        assert not graded.failed
        return graded

    hand_in(course, WRONG, "One line cannot.")
    first = grade()
    assert first.count_outcomes() == "1 new, 0 again, 0 unchanged, 0 skipped."
    # The questions stand in the order of the notebook.
    assert list(first.rows[0].scores)[:2] == ["predict", "direction"]
    assert grade().count_outcomes() == "0 new, 0 again, 1 unchanged, 0 skipped."
    mark(course, 3.0)

    hand_in(course, RIGHT, "One line cannot.")
    again = grade()
    assert again.outcomes == {"ada": "again"}
    assert again.notes == [f"ada: what a person has marked stays: {WRITTEN} 3"]
    assert scores(course, "ada")["check-predict"] == 2.0
    # The text is the one that the person has read.
    assert marked(course) == (3.0, False)

    hand_in(course, RIGHT, "One line cannot: see the four points.")
    grade()
    assert marked(course) == (3.0, True)
    graded = course.root / "classroom" / "autograded" / "ada" / ASSIGNMENT / NAME
    assert "see the four points" in graded.read_text()

    # Handed in once more, the same, later, with a file: whether it was late must be seen anew.
    for name, text in {"timestamp.txt": "2026-11-30 12:00:00 UTC", "data.txt": "1 2"}.items():
        (submitted(course, "ada") / name).write_text(text)
        assert grade().outcomes == {"ada": "again"}
    assert grade().outcomes == {"ada": "unchanged"}
    assert marked(course) == (3.0, True)
