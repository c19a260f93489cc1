"""The rows of the gradebook: all of a notebook's at once, or none."""

from nbgrader.api import Comment, Grade, Gradebook, SubmittedNotebook

from .grade_submission import Graded


def save_grades(gradebook: Gradebook, assignment: str, notebook: str, graded: Graded) -> bool:
    """Write scores and comments; return whether there may be a penalty for being late.

    What a person has written stays. What is to be said of an answer becomes its automatic comment.
    """
    submitted = gradebook.find_submission_notebook(notebook, assignment, graded.student)
    _add_rows(gradebook, submitted)
    grades = {grade.cell.name: grade for grade in submitted.grades}
    for name, score in graded.scores.items():
        grades[name].auto_score = score
        # As in nbgrader: a person looks again at what a person has marked.
        grades[name].needs_manual_grade = score is None or grades[name].manual_score is not None
    comments = {comment.cell.name: comment for comment in submitted.comments}
    for name, comment in graded.comments.items():
        comments[name].auto_comment = comment
    gradebook.db.commit()
    late = submitted.assignment.total_seconds_late > 0
    return late or submitted.late_submission_penalty is not None


def _add_rows(gradebook: Gradebook, submitted: SubmittedNotebook) -> None:
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
