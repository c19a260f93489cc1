"""The rows of a graded submission, in a real gradebook."""

import pytest
from sqlalchemy import event

from autograder.classroom.grade_submission import Graded
from autograder.classroom.save_grades import Saved, save_grades

ASSIGNMENT = "03-three-layer"
SCORES = {"check-forward": 6.0, "check-gradients": 1.5, "written-residual": None}


@pytest.fixture
def handed_in(classroom):
    """A gradebook in which a student has handed in, and nothing is graded yet."""
    classroom.assign()
    classroom.gradebook.add_solution_cell("gradients", ASSIGNMENT, ASSIGNMENT)
    classroom.student("ada")
    classroom.grade("ada", None, None, None)
    notebook_of(classroom).late_submission_penalty = None
    return classroom


def notebook_of(classroom):
    (notebook,) = classroom.gradebook.find_submission(ASSIGNMENT, "ada").notebooks
    return notebook


def save(classroom, scores=SCORES, comments=None) -> Saved:
    graded = Graded("ada", "{}", scores, {"gradients": "1.5 of 4 points."} | (comments or {}), {})
    return save_grades(classroom.gradebook, ASSIGNMENT, ASSIGNMENT, graded)


def rows(classroom) -> dict[str, tuple]:
    grades = notebook_of(classroom).grades
    return {grade.cell.name: (grade.auto_score, grade.needs_manual_grade) for grade in grades}


def test_scores_and_comments_are_written_and_a_person_marks_the_rest(handed_in):
    assert not save(handed_in).late
    assert rows(handed_in) == {
        "check-forward": (6.0, False),
        "check-gradients": (1.5, False),
        "written-residual": (None, True),
    }
    comments = notebook_of(handed_in).comments
    said = {comment.cell.name: comment.auto_comment for comment in comments}
    assert said["gradients"] == "1.5 of 4 points."


def test_what_a_person_has_written_stays_and_is_looked_at_again(handed_in):
    (marked,) = (g for g in notebook_of(handed_in).grades if g.cell.name == "check-forward")
    marked.manual_score = 5.0
    save(handed_in)
    assert (marked.manual_score, marked.auto_score, marked.needs_manual_grade) == (5.0, 6.0, True)


def test_a_question_that_is_younger_than_the_submission_gets_a_row(handed_in):
    save(handed_in)
    handed_in.gradebook.add_grade_cell(
        "check-new", ASSIGNMENT, ASSIGNMENT, max_score=2, cell_type="code"
    )
    save(handed_in, SCORES | {"check-new": 2.0})
    assert rows(handed_in)["check-new"] == (2.0, False)


def test_rows_are_written_all_at_once(handed_in):
    commits = []
    event.listen(handed_in.gradebook.db, "after_commit", commits.append)
    save(handed_in)
    assert len(commits) == 1


def test_a_penalty_for_being_late_is_asked_for_where_there_may_be_one(handed_in):
    notebook_of(handed_in).late_submission_penalty = 1.0
    assert save(handed_in).late
