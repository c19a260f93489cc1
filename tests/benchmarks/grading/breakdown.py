"""Where the time of a submission goes: our own grading, with a clock at each door."""

import logging
import os
import time
from argparse import Namespace
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from autograder import grade
from autograder.classroom import autograde, grade_submission
from autograder.classroom.course import open_classroom
from autograder.sandbox.remote import RemoteAnswer
from autograder.sandbox.session import Sandbox, Session

_REST = "nbgrader around it"
_DOORS: dict[str, tuple[tuple[Any, str], ...]] = {
    "reading, restoring the answers": (
        (autograde, "read_job"),
        (grade_submission, "restore_notebook"),
    ),
    "starting the kernel": ((Sandbox, "fork_kernel"),),
    "cells of the notebook": ((Session, "run_cell"),),
    "drawing the cases": ((grade, "draw_cases"),),
    "asking the answers": ((RemoteAnswer, "_ask_kernel"),),
    "judging and diagnosis": ((grade, "judge_answer"),),
    "gradebook": (
        (autograde.Autograde, "init_notebooks"),
        (autograde.Autograde, "init_assignment"),
        (autograde, "save_grades"),
        (autograde.AssignLatePenalties, "preprocess"),
    ),
    "writing": ((grade_submission, "_write"), (autograde, "write_text")),
}


class _Clock:
    """Counts seconds for whoever was entered last and has not been left yet."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._open = [_REST]
        self._since = time.perf_counter()

    def _switch(self) -> None:
        now = time.perf_counter()
        self.seconds[self._open[-1]] += now - self._since
        self._since = now

    def counted(self, label: str, function: Callable) -> Callable:
        @wraps(function)
        def inside(*arguments: Any, **named: Any) -> Any:
            self._switch()
            self._open.append(label)
            try:
                return function(*arguments, **named)
            finally:
                self._switch()
                self._open.pop()

        return inside


def breakdown(root: Path, assignment: str) -> dict[str, float]:
    """Grade a class; return milliseconds for a submission, by what they went into.

    Changes the working directory and the code that it measures: to be run in a process of its own.
    """
    os.chdir(root)
    os.environ["BACKPROP_BY_HAND_SECRET"] = str(root / "secret")
    logging.disable(logging.WARNING)
    classroom = open_classroom(Namespace(allow_unsandboxed=False, loader=None))
    first, *students = classroom.students(assignment)
    with Sandbox() as sandbox, classroom.gradebook() as gradebook:
        classroom.convert(assignment, first, sandbox, gradebook, force=True)  # all is loaded
        clock = _Clock()
        for label, doors in _DOORS.items():
            for owner, name in doors:
                setattr(owner, name, clock.counted(label, getattr(owner, name)))
        for student in students:
            classroom.convert(assignment, student, sandbox, gradebook, force=True)
    spent = {label: clock.seconds[label] for label in (*_DOORS, _REST)}
    return {label: 1000 * seconds / len(students) for label, seconds in spent.items()}
