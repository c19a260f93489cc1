"""The rows of the gradebook: all of a notebook's at once, or none."""

from collections.abc import Collection
from typing import NamedTuple

from nbgrader.api import Comment, Grade, Gradebook, SubmittedNotebook

from ..questions import CHECK_CELL
from .grade_submission import Graded


class Saved(NamedTuple):
    """What there is to be known once rows are written.

    late: whether there may be a penalty for being late; kept: the marks of a person that stayed, by
    cell.
    """

    late: bool
    kept: dict[str, float]


def save_grades(
    gradebook: Gradebook,
    assignment: str,
    notebook: str,
    graded: Graded,
    same: Collection[str] = (),
) -> Saved:
    """Write scores and comments.

    What a person has written stays, and is put before a person again unless the checks' points and
    the answer are what they were. same: the cells of which the earlier grading had the same text.
    What is to be said of an answer becomes its automatic comment.
    """
    submitted = gradebook.find_submission_notebook(notebook, assignment, graded.student)
    add_rows(gradebook, submitted)
    grades = {grade.cell.name: grade for grade in submitted.grades}
    for name, score in graded.scores.items():
        row, seen = grades[name], {name, name.removeprefix(CHECK_CELL)} <= {*same}
        if row.manual_score is None:
            row.needs_manual_grade = score is None
        elif not (seen and row.auto_score == score):
            row.needs_manual_grade = True
        row.auto_score = score
    comments = {comment.cell.name: comment for comment in submitted.comments}
    for name, comment in graded.comments.items():
        comments[name].auto_comment = comment
    gradebook.db.commit()
    late = submitted.assignment.total_seconds_late > 0
    kept = {name: row.manual_score for name, row in grades.items() if row.manual_score is not None}
    return Saved(late or submitted.late_submission_penalty is not None, kept)


def add_rows(gradebook: Gradebook, submitted: SubmittedNotebook) -> None:
    """Add the rows of questions that are younger than the submission's first grading."""
    known = {grade.cell_id for grade in submitted.grades}
    for cell in (*submitted.notebook.grade_cells, *submitted.notebook.task_cells):
        if cell.id not in known:
            gradebook.db.add(Grade(cell_id=cell.id, notebook=submitted))
    known = {comment.cell_id for comment in submitted.comments}
    for cell in (*submitted.notebook.solution_cells, *submitted.notebook.task_cells):
        if cell.id not in known:
            gradebook.db.add(Comment(cell_id=cell.id, notebook=submitted))
    gradebook.db.flush()
    gradebook.db.expire(submitted)
