"""What the gradebook says of a submission: each score, and the total."""

from typing import Any


def read_score(grade: Any) -> float | None:
    """Return the score of a row of the gradebook; None if neither checks nor a person gave one."""
    return None if grade.auto_score is None and grade.manual_score is None else grade.score


def read_total(submission: Any) -> float:
    """Return the sum of a submission's scores, less the penalty for being late; at least 0."""
    return max(0.0, (submission.score or 0.0) - (submission.late_submission_penalty or 0.0))
