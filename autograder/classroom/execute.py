"""nbgrader's preprocessors: answers run in a kernel shut in, checks run here.

What a test cell asks for is done in this process, on data that the kernel gives, at the place in
the notebook where the cell stands. The score is this process's own.
"""

import ast
import base64
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_output
from nbgrader import utils
from nbgrader.api import Comment, Grade, Gradebook, SubmittedNotebook
from nbgrader.preprocessors import AssignLatePenalties, NbGraderPreprocessor
from traitlets import Bool, Float

from .. import feedback
from ..grade import Result, fail_answer, grade
from ..question.answer import AnswerError
from ..questions import QuestionId
from ..sandbox.remote import RemoteAnswer
from ..sandbox.session import REASONS, Ran, Sandbox, Session
from .secret import course_secret, seed
from .submission import files_beside

RESULTS = "results"
"""Where the results of a notebook lie among nbconvert's resources, by name of the question."""


class NotACheckError(Exception):
    """A test cell that asks for something else than `check`."""


class TrustedExecute(NbGraderPreprocessor):
    """Runs a notebook cell by cell; stands where nbgrader's `Execute` does."""

    timeout = Float(30, help="Seconds that a cell may take.").tag(config=True)
    call_timeout = Float(30, help="Seconds that a call of an answer may take.").tag(config=True)
    total_timeout = Float(600, help="Seconds that a notebook may take.").tag(config=True)
    allow_unsandboxed = Bool(
        False, help="Whether to grade where the computer cannot keep answers in."
    ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Run and judge all code cells, in order.

        Raises ConfineError if answers cannot be kept in, NotACheckError for a test cell of another
        kind: both before anything is written.
        """
        student, folder = resources["nbgrader"]["student"], resources["metadata"].get("path")
        beside = files_beside(Path(folder)) if folder else {}
        files = {name: base64.b64encode(data).decode() for name, data in beside.items()}
        limits = {"cell": self.timeout, "call": self.call_timeout, "total": self.total_timeout}
        results: dict[str, Result] = resources.setdefault(RESULTS, {})
        ran: dict[str, Ran] = {}
        with self._sandbox() as sandbox, Session(sandbox, files, **limits) as session:
            for number, cell in enumerate(nb.cells, 1):
                if cell.cell_type != "code":
                    continue
                cell.execution_count = number
                about = cell.metadata.get("nbgrader", {})
                if about.get("grade") and not about.get("solution"):
                    question = asked_for(cell.source)
                    result = judge(question, session, student, ran.get(question.name))
                    results[question.name] = result
                    score = score_in(result, about["points"])
                    cell.outputs = from_dict(feedback.write_outputs(result, score, number))
                else:
                    done = ran[about.get("grade_id", "")] = session.run(cell.source)
                    cell.outputs = done.outputs + _told(done)
        return nb, resources

    @contextmanager
    def _sandbox(self) -> Iterator[Sandbox]:
        converter = getattr(self.parent, "parent", None)
        if (kept := getattr(converter, "sandbox", None)) is not None:
            yield kept
        else:
            with Sandbox(allow_unsandboxed=self.allow_unsandboxed) as sandbox:
                yield sandbox


def asked_for(source: str) -> QuestionId:
    """Return the question that a test cell asks for: its source is `check("…")` and nothing else.

    Raises NotACheckError for any other source.
    """
    try:
        match ast.parse(source).body:
            case [ast.Expr(ast.Call(ast.Name("check"), [ast.Constant(str() as question)], _))]:
                return QuestionId(question)
    except SyntaxError:
        pass
    raise NotACheckError(
        f'a test cell should say check("assignment/question") alone, not {source!r}'
    )


def judge(question: str, session: Session, student: str, ran: Ran | None) -> Result:
    """Judge a question on the student's own cases; `ran` is what became of the answer's cell."""
    result = grade(question, RemoteAnswer(session), seed(course_secret(), student, question))
    if result.trouble == "missing" and ran is not None and ran.stopped:
        told = f"The cell of this answer did not come to its end: {REASONS[ran.stopped]}."
        return fail_answer(question, AnswerError(ran.stopped, told))
    return result


def score_in(result: Result, points: float) -> float:
    """Return the score of a result in a test cell that is worth so many points."""
    return float(min(max(result.score, 0.0), points))


def _told(ran: Ran) -> list[NotebookNode]:
    if ran.stopped is None:
        return []
    why = f"This cell did not come to its end: {REASONS[ran.stopped]}."
    return [new_output("error", ename="Stopped", evalue=why, traceback=[why])]


class SaveGrades(NbGraderPreprocessor):
    """Writes scores and comments into the gradebook, all at once or not at all.

    Stands where nbgrader's `SaveAutoGrades` does, and keeps what a person has written. What is to
    be said of an answer becomes its automatic comment.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Write the rows of one notebook."""
        about, results = resources["nbgrader"], resources.get(RESULTS, {})
        converter: Any = self.parent and self.parent.parent
        with converter.rows() as gradebook:
            submitted = gradebook.find_submission_notebook(
                about["notebook"], about["assignment"], about["student"]
            )
            _add_rows(gradebook, submitted)
            grades = {grade.cell.name: grade for grade in submitted.grades}
            comments = {comment.cell.name: comment for comment in submitted.comments}
            for cell in nb.cells:
                name = cell.metadata.get("nbgrader", {}).get("grade_id")
                if utils.is_grade(cell):
                    grade = grades[name]
                    question = QuestionId.of_cell(about["assignment"], name)
                    if question and question.name in results:
                        points = cell.metadata.nbgrader.points
                        grade.auto_score = score_in(results[question.name], points)
                    else:
                        grade.auto_score, _ = utils.determine_grade(cell, self.log)
                    # As in nbgrader: a person looks again at what a person has marked.
                    grade.needs_manual_grade = (
                        grade.auto_score is None or grade.manual_score is not None
                    )
                if utils.is_solution(cell) or utils.is_task(cell):
                    comments[name].auto_comment = _comment(cell, results.get(name), about)
            gradebook.db.commit()
            about["late"] = (
                submitted.assignment.total_seconds_late > 0
                or submitted.late_submission_penalty is not None
            )
        return nb, resources


class LatePenalties(AssignLatePenalties):
    """nbgrader's own, which opens the gradebook anew: only for what is late, or was."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Write the penalty of one notebook."""
        if resources["nbgrader"]["late"]:
            return super().preprocess(nb, resources)
        return nb, resources


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


def _comment(cell: NotebookNode, result: Result | None, about: dict) -> str | None:
    said = [about.get("complaint", ""), feedback.comment(result)] if result else []
    if any(said) and result and result.score < result.points:
        return "\n\n".join(filter(None, said))
    unchanged = cell.metadata.nbgrader.get("checksum") == utils.compute_checksum(cell)
    return "No response." if unchanged and not utils.is_task(cell) else None
