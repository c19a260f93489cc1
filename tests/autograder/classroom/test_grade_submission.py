"""Grading is a function from data to data: no course, no gradebook, no secret."""

import itertools
import json
import os
import pickle
import signal
import subprocess
import sys
from dataclasses import replace

import nbformat
import pytest

from autograder import feedback
from autograder.classroom.grade_submission import (
    Graded,
    Job,
    Limits,
    NotACheckError,
    grade_submission,
    read_question_id,
)
from autograder.classroom.submission import DAMAGED, NOT_HANDED_IN
from autograder.questions import QuestionId, load_questions_of
from autograder.sandbox.session import Kernel
from tests.support.bank import find_answer
from tests.support.classes import ASSIGNMENT, CUT, RELEASED, SOLUTION, edited, every_cell, is_check
from tests.support.processes import descendants

SEEDS = {question: 100 + number for number, question in enumerate(load_questions_of(ASSIGNMENT))}
POINTS = {q.cell: float(question.points()) for q, question in load_questions_of(ASSIGNMENT).items()}


def job(submitted: str | bytes, **more) -> Job:
    data = submitted.encode() if isinstance(submitted, str) else submitted
    return Job("ada", RELEASED.encode(), data, seeds=SEEDS, **more)


def answered(**answers: str) -> str:
    """The released notebook with these answers typed in."""

    def fill(cell):
        cell.source = answers.get(cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source)

    return edited(every_cell(fill), RELEASED)


@pytest.fixture(scope="module")
def solved(sandbox) -> Graded:
    return grade_submission(job(SOLUTION), sandbox)


def checks_in(graded: Graded) -> dict[str, float | None]:
    return {name: score for name, score in graded.scores.items() if name.startswith("check-")}


def cells_of(graded: Graded) -> dict[str, nbformat.NotebookNode]:
    cells = nbformat.reads(graded.notebook, as_version=4).cells
    return {c.metadata.nbgrader.grade_id: c for c in cells if "nbgrader" in c.metadata}


def test_right_answers_get_all_points_and_nothing_is_said_of_them(solved):
    assert checks_in(solved) == POINTS
    assert {q.name: solved.comments[q.name] for q in SEEDS} == dict.fromkeys(q.name for q in SEEDS)
    assert list(solved.results) == list(SEEDS)
    assert solved.complaint == ""


def test_scores_are_in_proportion_where_the_cell_has_other_points_than_the_checks(sandbox):
    def change(notebook):
        for cell in filter(is_check, notebook.cells):
            if cell.metadata.nbgrader.grade_id == "check-predict":
                cell.metadata.nbgrader.points = 6

    half = answered(predict="def predict(w, b, x):\n    return int(np.dot(w, x) + b > 0)")
    graded = grade_submission(
        replace(job(half), released=edited(change, RELEASED).encode()), sandbox
    )
    assert graded.scores["check-predict"] == 3.0


def test_what_a_person_must_mark_has_no_score(solved, sandbox):
    written = solved.scores.keys() - POINTS.keys()
    assert written
    assert {solved.scores[name] for name in written} == {None}
    untouched = grade_submission(job(RELEASED), sandbox)
    assert {untouched.scores[name] for name in written} == {0}
    assert {untouched.comments[name] for name in written} == {"No response."}


def test_the_notebook_shows_the_score_of_the_row_and_the_report_of_the_result(sandbox, tmp_path):
    code = "def predict(w, b, x): return int(w @ x >= 0)"
    graded = grade_submission(job(answered(predict=code)), sandbox)
    result = graded.results[next(iter(SEEDS))]
    shown, score = cells_of(graded)["check-predict"].outputs
    assert float(score.data["text/plain"]) == graded.scores["check-predict"] == result.score
    assert shown.data["text/plain"] == feedback.format_text(result)
    assert graded.comments["predict"] == feedback.format_comment(result)
    path = tmp_path / "graded.ipynb"
    path.write_text(graded.notebook)
    told = {q: finding.mistakes for q, finding in feedback.read_findings(path, ASSIGNMENT).items()}
    assert [len(mistakes) for mistakes in told.values()].count(1) == 1
    assert told.keys() == SEEDS.keys()


def test_the_same_job_gives_the_same_rows(solved, sandbox):
    again = grade_submission(job(SOLUTION), sandbox)
    assert (again.scores, again.comments, again.results) == (
        solved.scores,
        solved.comments,
        solved.results,
    )


def test_cases_are_drawn_from_the_seeds_of_the_job(sandbox):
    question = next(q for q in SEEDS if q.name == "predict")
    code = "seen = []\ndef predict(w, b, x):\n    seen.append(w.tolist())\n    return 0"
    first, second = (
        grade_submission(
            replace(
                job(edited(add_look, answered(predict=code))),
                seeds=SEEDS | {question: seed},
            ),
            sandbox,
        )
        for seed in (1, 2)
    )
    assert looked_at(first) != looked_at(second)


def add_look(notebook) -> None:
    notebook.cells.append(nbformat.v4.new_code_cell("print(seen)"))


def looked_at(graded: Graded) -> str:
    return nbformat.reads(graded.notebook, as_version=4).cells[-1].outputs[0].text


def test_files_lie_beside_the_notebook(sandbox):
    code = "print(open('data/points.csv').read())\ndef predict(w, b, x): return 0"
    graded = grade_submission(
        job(answered(predict=code), files={"data/points.csv": b"1,2"}), sandbox
    )
    assert cells_of(graded)["predict"].outputs[0].text == "1,2\n"


def test_a_cell_has_the_time_and_the_lines_of_its_limits(sandbox):
    endless = "def predict(w, b, x): return 0\nwhile True: pass"
    graded = grade_submission(job(answered(predict=endless), limits=Limits(cell=0.5)), sandbox)
    assert cells_of(graded)["predict"].outputs[-1].ename == "Stopped"
    assert checks_in(graded)["check-predict"] == 0
    loud = "print('\\n'.join(map(str, range(100))))"
    graded = grade_submission(job(answered(predict=loud), limits=Limits(lines=10)), sandbox)
    assert len(cells_of(graded)["predict"].outputs[0].text.splitlines()) == 10


@pytest.mark.parametrize(
    ("submitted", "complaint", "told"),
    [
        (CUT, "", DAMAGED),
        ("", "", DAMAGED),
        ("", NOT_HANDED_IN, NOT_HANDED_IN),
        (SOLUTION, NOT_HANDED_IN, NOT_HANDED_IN),
    ],
)
def test_what_is_wrong_with_the_file_is_told(submitted, complaint, told, sandbox):
    graded = grade_submission(job(submitted, complaint=complaint), sandbox)
    assert graded.complaint == told
    assert any(told in (comment or "") for comment in graded.comments.values())
    assert told in nbformat.reads(graded.notebook, as_version=4).cells[0].source
    if complaint:
        assert set(checks_in(graded).values()) == {0.0}


def test_what_a_student_says_of_a_score_does_not_count(sandbox):
    def forge(cell):
        if is_check(cell):
            cell.source = "100.0"
            cell.outputs = [
                nbformat.v4.new_output("execute_result", {"text/plain": "100.0"}, execution_count=1)
            ]

    graded = grade_submission(job(edited(every_cell(forge), RELEASED)), sandbox)
    assert set(checks_in(graded).values()) == {0.0}


@pytest.mark.parametrize("source", ["check(1)", "check('a/b'); 2.0", "x = check('a')"])
def test_a_test_cell_asks_for_a_check_alone(source):
    with pytest.raises(NotACheckError, match="should say check"):
        read_question_id(source)
    assert read_question_id('check("a/b")') == "a/b"


GRADE = """
import pickle, sys
from autograder.classroom.grade_submission import grade_submission
from autograder.sandbox.session import Sandbox
with Sandbox() as sandbox:
    sys.stdout.buffer.write(pickle.dumps(grade_submission(pickle.load(sys.stdin.buffer), sandbox)))
"""


def test_a_job_is_graded_where_there_is_no_course_and_no_secret(solved, tmp_path):
    """In an empty directory, by another process, with an empty home."""
    here, home = tmp_path / "here", tmp_path / "home"
    here.mkdir()
    home.mkdir()
    bare = {k: v for k, v in os.environ.items() if "SECRET" not in k and "XDG" not in k}
    run = subprocess.run(
        [sys.executable, "-c", GRADE],
        input=pickle.dumps(job(SOLUTION)),
        stdout=subprocess.PIPE,
        cwd=here,
        env=bare | {"HOME": str(home)},
        check=True,
    )
    elsewhere = pickle.loads(run.stdout)
    assert elsewhere.scores == solved.scores
    assert elsewhere.comments == solved.comments
    assert elsewhere.results == solved.results
    assert [cell["source"] for cell in json.loads(elsewhere.notebook)["cells"]] == [
        cell["source"] for cell in json.loads(solved.notebook)["cells"]
    ]
    assert list(here.iterdir()) == []
    assert not list(home.rglob("secret"))


def test_one_wrong_answer_costs_no_later_one_that_calls_it(sandbox):
    update = """
def update(w, b, x, y, eta):
    error = predict(w, b, x) - y
    return w - eta * error * x, b - eta * error
"""
    train = find_answer("01-perceptron-update/train", "right-with-update").code
    wrong = "def predict(w, b, x): return int(w @ x + b > 0)"
    graded = grade_submission(job(answered(predict=wrong, update=update, train=train)), sandbox)
    scores = checks_in(graded)
    assert scores["check-predict"] == 1
    assert (scores["check-update"], scores["check-train"]) == (2, 3)
    assert [graded.comments[name] for name in ("update", "train")] == [
        f"Judged with a correct `{name}`, since yours is not right yet."
        for name in ("predict", "update")
    ]


def kill_kernels(sandbox, monkeypatch, fatal) -> None:
    """Kill the kernel at those of its calls, counted from 1, of which `fatal` is true."""
    call, calls = Kernel.call, itertools.count(1)

    def kill_and_call(kernel, *arguments):
        if fatal(next(calls)):
            os.kill(descendants(sandbox._process)[-1], signal.SIGKILL)
        return call(kernel, *arguments)

    monkeypatch.setattr(Kernel, "call", kill_and_call)


@pytest.mark.parametrize("fatal", [1, 3])
def test_who_loses_a_kernel_to_the_machine_loses_no_point(sandbox, monkeypatch, fatal):
    kill_kernels(sandbox, monkeypatch, lambda number: number == fatal)
    graded = grade_submission(job(SOLUTION), sandbox)
    assert checks_in(graded) == POINTS


def test_what_the_machine_ends_again_waits_for_a_person(sandbox, monkeypatch):
    kill_kernels(sandbox, monkeypatch, lambda number: number < 3)
    graded = grade_submission(job(SOLUTION), sandbox)
    first, *others = checks_in(graded).items()
    assert first[1] is None
    assert dict(others) == {name: POINTS[name] for name, _ in others}
    comment = graded.comments[first[0].removeprefix("check-")]
    assert "the machine ended it, twice, which is no fault of yours" in (comment or "")


def test_a_cell_that_the_machine_has_taken_away_is_charged_to_nobody(sandbox, monkeypatch):
    run = Kernel.run_cell

    def kill_and_run(kernel, source, *arguments):
        if "def update" in source:
            os.kill(descendants(sandbox._process)[-1], signal.SIGKILL)
        return run(kernel, source, *arguments)

    monkeypatch.setattr(Kernel, "run_cell", kill_and_run)
    assert checks_in(grade_submission(job(SOLUTION), sandbox))["check-update"] is None


def test_an_answer_that_ends_its_kernel_is_charged_and_no_other_is(sandbox):
    graded = grade_submission(
        job(answered(predict="import os\n\ndef predict(w, b, X):\n    os._exit(0)")), sandbox
    )
    assert checks_in(graded)["check-predict"] == 0.0
    assert graded.results[QuestionId(f"{ASSIGNMENT}/predict")].trouble == "died"


@pytest.mark.deep
def test_answers_among_five_thousand_cells_get_their_points(sandbox):
    def crowd(notebook):
        extra = [nbformat.v4.new_markdown_cell(f"{number}") for number in range(5000)]
        notebook.cells = notebook.cells[:1] + extra + notebook.cells[1:]

    graded = grade_submission(job(edited(crowd, SOLUTION)), sandbox)
    assert checks_in(graded) == POINTS
    assert "cells, only 1,000 were read: those that answer" in graded.complaint


def ordinary(source: str) -> bytes:
    """The exercise with ordinary test cells of nbgrader for its first two questions."""

    def change(cell):
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in ("check-predict", "check-direction"):
            cell.source = source

    return edited(every_cell(change), RELEASED).encode()


@pytest.mark.parametrize(
    ("visible", "hidden", "expected"),
    [
        ("assert predict(1, 2, 3) == 0", "assert predict(1, 2, 3) == 0", 2.0),
        ("assert predict(1, 2, 3) == 0", "assert predict(1, 2, 3) == 1", 0.0),
        ("0.5 + predict(1, 2, 3)", "", 0.5),
        ("while True: pass", "", 0.0),
    ],
)
def test_ordinary_test_cells_run_shut_in_and_give_what_nbgrader_makes_of_them(
    visible, hidden, expected, sandbox
):
    mine = answered(predict="def predict(w, b, x):\n    return 0")
    tests = {"check-predict": hidden} if hidden else {}
    limits = Limits(cell=1)
    graded = grade_submission(
        replace(job(mine, tests=tests, limits=limits), released=ordinary(visible)), sandbox
    )
    assert graded.scores["check-predict"] == expected
    assert "check-update" in graded.scores  # and the others are judged as ever
    assert {q.name for q in graded.results} == {q.name for q in SEEDS} - {"predict", "direction"}
