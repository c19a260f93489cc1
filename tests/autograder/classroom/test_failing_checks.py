"""Checks that fail themselves cost nobody a mark: their question waits for a person, no other does.

The course's own settings break the checks of one question here, and mend them again.
"""

import json
import subprocess
import sys

import pytest

from autograder import feedback
from autograder.classroom.demo import SampleCourse
from tests.support.classes import ASSIGNMENT, NAME, SOLUTION, comments, hand_in, run, scores

BROKEN = """
from autograder.checks.test_01_perceptron_update.test_3_update import TestUpdate
def fail(self, case, got, judge):
    judge(got, {"w": case.reference["w"]})
    raise ZeroDivisionError
TestUpdate.test_answer = fail
"""
QUESTION = f"{ASSIGNMENT}/update"
OFF = "def update(w, b, x, y, eta):\n    return w, b"


@pytest.fixture
def course(make_course, tmp_path) -> SampleCourse:
    course = make_course(tmp_path, ASSIGNMENT)
    hand_in(course, "ada", SOLUTION)
    course.submit(ASSIGNMENT, "off", {"update": OFF})
    return course


@pytest.fixture
def settings(course):
    """The course's settings, and what they are while the checks are broken."""
    path = course.root / "nbgrader_config.py"
    sound = path.read_text()
    path.write_text(sound + BROKEN)
    yield lambda: path.write_text(sound)
    path.write_text(sound)


def waits(course: SampleCourse, student: str) -> list[str]:
    """The test cells of a student that wait for a person."""
    with course.gradebook as gradebook:
        (notebook,) = gradebook.find_submission(ASSIGNMENT, student).notebooks
        return [
            g.cell.name
            for g in notebook.grades
            if g.needs_manual_grade and g.cell.name.startswith("check-")
        ]


def outputs_of(course: SampleCourse, student: str) -> list[str]:
    """The kinds of output of the test cell whose checks failed, in the graded notebook."""
    path = course.root / "classroom" / "autograded" / student / ASSIGNMENT / NAME
    assert feedback.read_findings(path, ASSIGNMENT)
    cells = json.loads(path.read_text())["cells"]
    (outputs,) = (
        cell["outputs"]
        for cell in cells
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "check-update"
    )
    return [output["output_type"] for output in outputs]


def test_the_question_waits_and_all_others_are_graded(course, settings):
    done = run(course, "grade", ASSIGNMENT)
    assert done.returncode == 0, done.stderr
    assert "– !" in done.stdout
    assert "! because the checks failed themselves" in done.stdout
    graded = scores(course, "ada")
    assert graded.pop("check-update") is None
    assert waits(course, "ada") == waits(course, "off") == ["check-update"]
    points = {name: score for name, score in graded.items() if name.startswith("check-")}
    assert len(points) == 5
    assert all(points.values())
    assert "the checks failed themselves" in (comments(course, "ada")["update"] or "")
    assert outputs_of(course, "ada") == ["display_data"]  # and no score that nobody gave
    list(course.nbgrader("generate_feedback", ASSIGNMENT))
    page = course.root / "classroom" / "feedback" / "ada" / ASSIGNMENT / f"{ASSIGNMENT}.html"
    assert "waits for a person" in page.read_text()
    assert f"{QUESTION}, ZeroDivisionError in" in page.read_text()


@pytest.mark.deep
def test_reports_and_replays_cope_and_regrading_after_a_repair_gives_the_points(course, settings):
    list(course.nbgrader("autograde", ASSIGNMENT))
    assert waits(course, "ada") == ["check-update"]
    assert run(course, "report", ASSIGNMENT).returncode == 0
    told = run(course, "replay", "ada", QUESTION)
    assert told.returncode == 0, told.stderr
    assert f"the checks of {QUESTION} failed themselves (ZeroDivisionError in" in told.stdout
    assert "0 would change" in run(course, "regrade", ASSIGNMENT, "--yes").stdout
    settings()
    again = run(course, "regrade", ASSIGNMENT, "--yes")
    assert "update: – → 2" in again.stdout
    assert scores(course, "ada")["check-update"] == 2
    assert scores(course, "off")["check-update"] == 0
    assert waits(course, "ada") == waits(course, "off") == []


@pytest.mark.deep
def test_formgrader_grades_in_the_same_way(course, settings):
    grade = (
        "from nbgrader.apps.baseapp import NbGrader\n"
        "from nbgrader.apps.api import NbGraderAPI\n"
        "app = NbGrader(); app.initialize([])\n"
        "api = NbGraderAPI(coursedir=app.coursedir, config=app.config)\n"
        f"told = api.autograde({ASSIGNMENT!r}, 'ada')\n"
        "assert told['success'], told\n"
        f"(row,) = [r for r in api.get_submissions({ASSIGNMENT!r}) if r['student'] == 'ada']\n"
        "assert row['needs_manual_grade'], row\n"
    )
    command = [sys.executable, "-W", "ignore", "-c", grade]
    subprocess.run(command, cwd=course.root, env=course.environment, check=True)
    assert waits(course, "ada") == ["check-update"]
