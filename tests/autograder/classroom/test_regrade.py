"""Grading again: seen first, written then, and a person's marks kept."""

import pytest

from autograder.classroom.demo import SampleCourse
from tests.support.classes import ASSIGNMENT, gradebook_rows, hand_in_small_class, run, scores


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
