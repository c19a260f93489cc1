"""Grading again: seen first, written then, and a person's marks kept."""

from datetime import timedelta

import pytest

from autograder.classroom.demo import SampleCourse
from autograder.classroom.grade import grade_class
from autograder.classroom.regrade import compare_grades, write_grades
from tests.support.classes import (
    ASSIGNMENT,
    gradebook_rows,
    hand_in_small_class,
    run,
    scores,
    submitted,
)

RIGHT = "def predict(w, b, x):\n    return int(np.dot(w, x) + b >= 0)"


@pytest.fixture
def course(make_course, tmp_path) -> SampleCourse:
    course = make_course(tmp_path, ASSIGNMENT)
    hand_in_small_class(course, size=2)
    return course


def test_regrading_shows_first_and_keeps_what_a_person_wrote(course):
    assert run(course, "grade", ASSIGNMENT).returncode == 0
    with course.gradebook as gradebook:
        # As if a check had been too strict, for one student whom a person has marked besides.
        grade = gradebook.find_grade("check-predict", ASSIGNMENT, ASSIGNMENT, "student-0")
        right, grade.auto_score = grade.auto_score, 0.25
        written = next(
            g for g in gradebook.find_submission(ASSIGNMENT, "student-0").notebooks[0].grades
            if g.cell.name.startswith("written-")
        )  # fmt: skip
        written.manual_score, written.needs_manual_grade = 3.0, False
        name = written.cell.name
        comment = gradebook.find_comment("update", ASSIGNMENT, ASSIGNMENT, "student-0")
        comment.manual_comment = "See me."
        gradebook.db.commit()
    before = gradebook_rows(course)
    asked = run(course, "regrade", ASSIGNMENT, input="n\n")
    assert asked.returncode == 0
    assert "student-0: " in asked.stdout
    assert f"predict: 0.25 → {right:g}" in asked.stdout
    assert "1 would change, 2 would not" in asked.stdout
    assert gradebook_rows(course) == before
    assert run(course, "regrade", ASSIGNMENT, input="y\n").returncode == 0
    assert scores(course, "student-0")["check-predict"] == right
    with course.gradebook as gradebook:
        comment = gradebook.find_comment("update", ASSIGNMENT, ASSIGNMENT, "student-0")
        assert comment.manual_comment == "See me."
        assert ("student-0", name, None, False, 3.0) in gradebook_rows(course)
    assert "0 would change" in run(course, "regrade", ASSIGNMENT).stdout
    assert not list((course.root / "classroom").glob(".regrade*"))


def test_what_was_never_graded_is_not_graded_again(course):
    done = run(course, "regrade", ASSIGNMENT)
    assert done.returncode == 1
    assert "nobody has been graded yet" in done.stderr


@pytest.fixture(scope="module")
def late(make_course, tmp_path_factory) -> SampleCourse:
    """A course with a penalty of a point an hour, and one who has handed in an hour late."""
    course = make_course(tmp_path_factory.mktemp("late"), ASSIGNMENT)
    (course.root / "penalties.py").write_text(
        "from nbgrader.plugins import BasePlugin\n"
        "class Hourly(BasePlugin):\n"
        "    def late_submission_penalty(self, student, score, total_seconds_late):\n"
        "        return total_seconds_late / 3600\n"
    )
    with (course.root / "nbgrader_config.py").open("a") as config:
        config.write(
            "\nsys.path.insert(0, str(course))\n"
            'c.AssignLatePenalties.plugin_class = "penalties.Hourly"\n'
        )
    course.submit(ASSIGNMENT, "ada", {"predict": RIGHT})
    (submitted(course, "ada") / "timestamp.txt").write_text("2026-11-30 13:00:00 UTC")
    return course


def test_regrading_knows_penalties_due_dates_and_extensions(late, open_course):
    classroom = open_course(late)

    def totals() -> tuple[float, float]:
        with late.gradebook as gradebook:
            submission = gradebook.find_submission(ASSIGNMENT, "ada")
            return submission.score, submission.late_submission_penalty

    def regrade() -> list[str]:
        with compare_grades(classroom, ASSIGNMENT, ["ada"], jobs=1) as regrading:
            write_grades(classroom, ASSIGNMENT, regrading)
            return list(regrading.format_lines())

    grade_class(classroom, ASSIGNMENT, ["ada"], jobs=1)
    assert totals() == (2.0, 0.0)
    with late.gradebook as gradebook:  # a due date that was set after grading
        gradebook.update_or_create_assignment(ASSIGNMENT, duedate="2026-11-30 12:00:00 UTC")
    assert regrade() == ["ada: 2 → 1", "    late: −0 → −1", "1 would change, 0 would not."]
    assert totals() == (2.0, 1.0)
    with late.gradebook as gradebook:  # an extension
        gradebook.update_or_create_submission(ASSIGNMENT, "ada", extension=timedelta(hours=2))
    assert regrade()[:2] == ["ada: 1 → 2", "    late: −1 → −0"]
    assert regrade() == ["0 would change, 1 would not."]
