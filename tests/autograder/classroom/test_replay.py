"""What an instructor is shown of an answer that failed."""

import pytest

from autograder.classroom.demo import SampleCourse
from tests.support.classes import ASSIGNMENT, run, submitted

QUESTION = f"{ASSIGNMENT}/update"
OFF = "def update(w, b, x, y, eta):\n    return w + 1, b"


@pytest.fixture
def course(make_course, tmp_path) -> SampleCourse:
    course = make_course(tmp_path, ASSIGNMENT)
    course.submit(ASSIGNMENT, "off", {"update": OFF})
    return course


def test_the_case_that_failed_is_shown_each_time_the_same(course):
    told = run(course, "replay", "off", QUESTION)
    assert told.returncode == 0, told.stderr
    assert "Case 0 of" in told.stdout
    assert "update(" in told.stdout
    assert "expected" in told.stdout
    assert run(course, "replay", "off", QUESTION).stdout == told.stdout


def test_the_files_beside_the_notebook_are_there(course):
    course.submit(ASSIGNMENT, "reader", {"update": f"open('one.txt').read()\n{OFF}"})
    without = run(course, "replay", "reader", QUESTION).stdout
    (submitted(course, "reader") / "one.txt").write_text("1")
    assert "Case 0 of" in run(course, "replay", "reader", QUESTION).stdout
    assert "No `update` was found" in without


def test_functions_of_earlier_questions_are_replaced_as_in_grading(course):
    update = "def update(w, b, x, y, eta): return w - eta * (predict(w, b, x) - y) * x, b"
    course.submit(ASSIGNMENT, "caller", {"predict": "predict = None", "update": update})
    shown = run(course, "replay", "caller", QUESTION).stdout
    assert "Judged with a correct `predict`, since yours is not right yet." in shown
    assert "  b: " in shown
    assert "  w: " not in shown


@pytest.mark.parametrize(
    ("student", "question", "why"),
    [("nobody", QUESTION, "no submission"), ("off", f"{ASSIGNMENT}/nothing", "is not known")],
)
def test_what_is_not_there_is_told(student, question, why, course):
    done = run(course, "replay", student, question)
    assert done.returncode == 1
    assert why in done.stderr
