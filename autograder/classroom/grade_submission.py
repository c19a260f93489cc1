"""Grading one submission: data in, data out, on whatever machine there is a sandbox.

It sees no course folder, no gradebook and no secret. Answers run in the sandbox; what a test cell
asks for is judged in this process, on data that the sandbox gives, at the place in the notebook
where the cell stands.
"""

import ast
import base64
import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import nbformat
from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_output
from nbformat.validator import normalize
from nbgrader import utils
from nbgrader.preprocessors import LimitOutput

from .. import feedback
from ..grade import Part, Result, fail_answer, grade
from ..question.answer import MACHINE, AnswerError
from ..questions import QuestionId
from ..sandbox.remote import RemoteAnswer
from ..sandbox.session import REASONS, CellRun, Sandbox, Session
from .restore_answers import find_answering, label, restore_answers
from .submission import Submission, fingerprint, parse_notebook

SUBMISSION, RELEASE, REMARKS = "submission", "release", "remarks"
"""Where a graded notebook's metadata tell of which submission and release it was made, and what is
odd."""


@dataclass(frozen=True)
class Limits:
    """What a submission may take, and leave.

    cell, call, total: seconds for a cell, for a call of an answer, and for all of it; lines,
    traceback: lines of output that a cell may leave, and of a traceback; −1 for any number.
    """

    cell: float = 30
    call: float = 30
    total: float = 600
    lines: int = 1000
    traceback: int = 100


@dataclass(frozen=True)
class Job:
    """A submission to be graded.

    released, submitted: the notebook as it was given out, and as it was handed in; complaint: why
    there is none to be read, empty if there is; files: what lies beside it, by relative name;
    seeds: of the student's own cases, for each question that the notebook asks; remarks: what an
    instructor should know of how it was handed in; tests: the sources of ordinary test cells by
    name, with their hidden tests.
    """

    student: str
    released: bytes
    submitted: bytes
    complaint: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    seeds: Mapping[QuestionId, int] = field(default_factory=dict)
    limits: Limits = Limits()
    remarks: tuple[str, ...] = ()
    tests: Mapping[str, str] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """The digest of what was handed in; the graded notebook keeps it."""
        return fingerprint(self.submitted, self.complaint, self.files)


@dataclass(frozen=True)
class Graded:
    """A submission that was graded.

    notebook: the graded notebook, as JSON; scores: of each cell that has points, None where a
    person must mark, as where checks failed themselves; comments: on each cell that is answered,
    None if there is nothing to be said; results: of each question, in the order of the notebook;
    complaint: what is wrong with the file that was handed in, empty if it is sound.
    """

    student: str
    notebook: str
    scores: Mapping[str, float | None]
    comments: Mapping[str, str | None]
    results: Mapping[QuestionId, Result]
    complaint: str = ""


class NotACheckError(Exception):
    """A test cell that asks `check`, and something else besides."""


class CheckCell(NamedTuple):
    """A test cell whose turn it is, and what became of the cell of the answer, if there is one."""

    question: QuestionId
    cell: NotebookNode
    ran: CellRun | None


def grade_submission(job: Job, sandbox: Sandbox) -> Graded:
    """Run the cells of a submission shut in, judge its answers, and mark its cells.

    Raises ConfineError if answers cannot be kept in, NotACheckError if the released notebook has a
    test cell that asks `check` and does something else besides.
    """
    notebook, complaint, moved = restore_notebook(job)
    results: dict[QuestionId, Result] = {}
    scores: dict[str, float | None] = {}
    with open_session(job, sandbox) as session:
        for question, cell, ran in run_cells(notebook, session, job.tests):
            wrong = {q for q, earlier in results.items() if not earlier.right}
            result = judge_question(question, session, job.seeds[question], ran, wrong)
            score = _score(result, cell)
            results[question], scores[label(cell)] = result, score
            cell.outputs = from_dict(feedback.write_outputs(result, score, cell.execution_count))
    comments: dict[str, str | None] = {}
    by_name = {question.name: result for question, result in results.items()}
    for cell in notebook.cells:
        if utils.is_grade(cell) and label(cell) not in scores:
            scores[label(cell)], _ = utils.determine_grade(cell)
        if utils.is_solution(cell) or utils.is_task(cell):
            comments[label(cell)] = _comment(cell, by_name.get(label(cell)), complaint)
    notebook.metadata[feedback.KEY] = {
        SUBMISSION: job.fingerprint,
        RELEASE: fingerprint_release(job.released),
        REMARKS: [*filter(None, [complaint]), *job.remarks, *moved],
    }
    return Graded(job.student, _write(notebook, job.limits), scores, comments, results, complaint)


def fingerprint_release(released: bytes) -> str:
    """Return a digest of what a release asks: its test cells and their points."""
    cells = nbformat.reads(released.decode(), as_version=4).cells
    asked = [
        [label(cell), cell.source if is_test(cell) else "", cell.metadata.nbgrader.get("points")]
        for cell in cells
        if utils.is_grade(cell)
    ]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()


def _score(result: Result, cell: NotebookNode) -> float | None:
    """Return the score of a test cell, None if its checks failed and a person must give it.

    Where the cell has other points than the checks, as an instructor may have set them, the score
    is in proportion.
    """
    if result.defect:
        return None
    share = min(max(result.score / result.points, 0.0), 1.0)
    return share * float(cell.metadata.nbgrader.points)


def restore_notebook(job: Job) -> tuple[NotebookNode, str, list[str]]:
    """Return the released notebook with the student's answers, and what to complain of.

    The last is what an instructor should know of answers that were not in their cells.
    """
    complaint = job.complaint
    released = nbformat.reads(job.released.decode(), as_version=4)
    submission = Submission((), complaint)
    if not complaint:
        submission = parse_notebook(job.submitted, find_answering(released))
    restored, moved = restore_answers(released, submission)
    _, notebook = normalize(restored)
    remarks = [f"{name}: the text was found in another cell" for name in moved]
    return notebook, submission.complaint, remarks


def open_session(job: Job, sandbox: Sandbox) -> Session:
    """Return the kernels of a submission, with its files; to be used in a `with` statement."""
    files = {name: base64.b64encode(data).decode() for name, data in job.files.items()}
    limits = job.limits
    return Session(sandbox, files, cell=limits.cell, call=limits.call, total=limits.total)


def run_cells(
    notebook: NotebookNode, session: Session, tests: Mapping[str, str]
) -> Iterator[CheckCell]:
    """Run the code cells of a notebook in order; give each cell that asks `check` at its turn.

    An ordinary test cell runs in the kernel, as `tests` has it: nbgrader reads its outputs.
    """
    ran: dict[str, CellRun] = {}
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type != "code":
            continue
        cell.execution_count = number
        question = read_question_id(cell.source) if is_test(cell) else None
        if question:
            yield CheckCell(question, cell, ran.get(question.name))
        else:
            done = session.run_cell(tests.get(label(cell), cell.source))
            ran[label(cell)] = done
            cell.outputs = [*done.outputs, *_reason(done)]


def is_test(cell: NotebookNode) -> bool:
    """Tell whether a cell of a released notebook tests an answer: by `check`, or by itself."""
    about = cell.metadata.get("nbgrader", {})
    return bool(cell.cell_type == "code" and about.get("grade") and not about.get("solution"))


def read_question_id(source: str) -> QuestionId | None:
    """Return the question that a test cell asks for, None if it is an ordinary one of nbgrader.

    Raises NotACheckError if it asks `check` and does something else besides: its verdict would come
    from where the answers run.
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return None
    match tree.body:
        case [ast.Expr(ast.Call(ast.Name("check"), [ast.Constant(str() as question)], _))]:
            return QuestionId(question)
    if any(isinstance(node, ast.Name) and node.id == "check" for node in ast.walk(tree)):
        raise NotACheckError(
            f'a test cell should say check("assignment/question") alone, not {source!r}'
        )
    return None


def judge_question(
    question: QuestionId,
    session: Session,
    seed: int,
    ran: CellRun | None,
    known_wrong: Collection[QuestionId] = (),
) -> Result:
    """Judge a question on the cases of a seed; `ran` is what became of the answer's cell.

    known_wrong: earlier questions that are known not to be right. If a kernel ends meanwhile, the
    question is asked once more, since something else may have ended it. If the machine does so
    again, or has kept a cell from coming to its end, the question waits for a person.
    """
    before = session.ended
    result = grade(question, RemoteAnswer(session), seed, known_wrong)
    if first := session.ended - before:
        result = grade(question, RemoteAnswer(session), seed, known_wrong)
    again = session.ended - before - first
    if again["killed"] or (session.lost and not result.right):
        parts = tuple(Part(part.name, part.points, judged=False) for part in result.parts)
        return Result(question, parts, (), defect=MACHINE)
    if result.trouble == "missing" and ran is not None and ran.stopped:
        reason = f"The cell of this answer did not come to its end: {REASONS[ran.stopped]}."
        return fail_answer(question, AnswerError(ran.stopped, reason))
    return result


def _reason(ran: CellRun) -> list[NotebookNode]:
    if ran.stopped is None:
        return []
    reason = f"This cell did not come to its end: {REASONS[ran.stopped]}."
    return [new_output("error", ename="Stopped", evalue=reason, traceback=[reason])]


def _comment(cell: NotebookNode, result: Result | None, complaint: str) -> str | None:
    if result is not None and (result.defect or not result.right):
        return "\n\n".join(filter(None, [complaint, feedback.format_comment(result)]))
    unchanged = cell.metadata.nbgrader.get("checksum") == utils.compute_checksum(cell)
    return "No response." if unchanged and not utils.is_task(cell) else None


def _write(notebook: NotebookNode, limits: Limits) -> str:
    cut = LimitOutput(max_lines=limits.lines, max_traceback=limits.traceback)
    notebook, _ = cut.preprocess(notebook, {})
    nbformat.validate(notebook, relax_add_props=True)
    return nbformat.v4.writes(notebook) + "\n"
