"""Showing an instructor the very cases that a student's answer failed."""

import argparse
from collections.abc import Iterator
from typing import Any

import numpy as np

from ..carried_between import put_in_place
from ..diagnosis.judge import Judge
from ..feedback import describe_replaced
from ..grade import judge_answer
from ..question.answer import Answer, AnswerError
from ..questions import QuestionId, find_question
from ..run_checks import DefectError, draw_cases, run_checks
from ..sandbox.remote import RemoteAnswer
from .course import Classroom, CourseError, add_sandbox_argument, open_classroom
from .grade_submission import open_session, restore_notebook, run_cells


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `autograder replay` takes."""
    parser.add_argument("student")
    parser.add_argument("question", help="like 03-three-layer/gradients")
    add_sandbox_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Print the cases that a student's answer failed."""
    print(*replay_answer(open_classroom(options), options.student, options.question), sep="\n")
    return 0


class _RecordedAnswer(Answer):
    """An answer whose calls are kept: name, arguments, and what came of them."""

    def __init__(self, answer: Answer, calls: list[tuple[str, tuple, Any]]) -> None:
        self._answer = answer
        self._calls = calls

    def forbid_calls(self, forbidden: tuple[str, ...]) -> Answer:
        return _RecordedAnswer(self._answer.forbid_calls(forbidden), self._calls)

    def value(self, name: str) -> Any:
        return self._record(name, (), lambda: self._answer.value(name))

    def call(self, name: str, *arguments: Any) -> Any:
        return self._record(name, arguments, lambda: self._answer.call(name, *arguments))

    def _record(self, name: str, arguments: tuple, ask: Any) -> Any:
        try:
            result = ask()
        except AnswerError as error:
            self._calls.append((name, arguments, error.message))
            raise
        self._calls.append((name, arguments, result))
        return result


def replay_answer(classroom: Classroom, student: str, question_id: str) -> Iterator[str]:
    """Give the lines that show each failed case: what was asked, what came back, what was expected.

    For instructors alone, since it shows expected numbers. Raises ValueError for an unknown
    question, CourseError if the student has handed nothing in or the notebook does not ask it.
    """
    question = find_question(question_id)
    assignment = QuestionId(question_id).assignment
    classroom.students(assignment, [student])
    job = classroom.job(assignment, student)
    if question_id not in job.seeds:
        raise CourseError(f"{assignment}.ipynb has no test cell for {question_id}")
    number = job.seeds[QuestionId(question_id)]
    yield f"{student}, {question_id}, seed {number}"
    notebook, complaint, _ = restore_notebook(job)
    if complaint:
        yield complaint
    judge, calls = Judge(), []
    drawn = draw_cases(question, number)
    with classroom.sandbox() as sandbox, open_session(job, sandbox) as session:
        for check in run_cells(notebook, session, job.tests):
            if check.question == question_id:
                break
        ended, defects = "", list[DefectError]()
        try:
            answer: Answer = RemoteAnswer(session)
            if replaced := judge_answer(question, answer, drawn, [], number).replaced:
                yield describe_replaced(replaced)
                answer = put_in_place(question, answer, replaced)
            run_checks(question, _RecordedAnswer(answer, calls), drawn, judge, defects)
        except AnswerError as error:
            ended = error.message
    yield from map(str, defects)
    failed = sorted({n for s in judge.steps.values() for p in s.parts for n in s.failed_cases(p)})
    if ended:
        yield f"\nCase {judge.number}: {ended}"
        yield from _format_calls(calls[-1:])
    elif not failed:
        yield "No case failed."
    for case in failed:
        yield f"\nCase {case} of {len(drawn)}:"
        yield from _format_calls([calls[case]] if len(calls) == len(drawn) else [])
        for step in judge.steps.values():
            for seen in step.observations:
                if seen.number == case:
                    for part in seen.wrong:
                        yield f"  {part}: {seen.wrong[part]}"
                        yield f"    got      {_format_value(seen.got.get(part))}"
                        yield f"    expected {_format_value(seen.base[part])}"


def _format_calls(calls: list[tuple[str, tuple, Any]]) -> Iterator[str]:
    for name, arguments, result in calls:
        yield f"  {name}({', '.join(map(_format_value, arguments))})"
        yield f"  → {_format_value(result)}"


def _format_value(value: Any) -> str:
    if callable(value):
        return getattr(value, "__name__", type(value).__name__)
    if isinstance(value, dict):
        return (
            f"{{{', '.join(f'{key!r}: {_format_value(entry)}' for key, entry in value.items())}}}"
        )
    if isinstance(value, np.ndarray):
        return np.array2string(value, separator=", ", max_line_width=10**6, precision=8)
    return repr(value)
