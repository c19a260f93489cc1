"""A class with its broken notebooks and its attackers, graded by the real commands."""

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from copy import copy
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest

from autograder.bank import load
from autograder.demo import Course

ROOT = Path(__file__).parent.parent.parent
ASSIGNMENT = "01-perceptron-update"
NAME = f"{ASSIGNMENT}.ipynb"
SOLUTION = (ROOT / "solutions" / ASSIGNMENT / NAME).read_text()
RELEASED = (ROOT / "exercises" / ASSIGNMENT / NAME).read_text()
BANK = [a for a in load(ROOT / "tests" / "answers") if a.question.startswith(f"{ASSIGNMENT}/")]
HOSTILE = load(ROOT / "tests" / "answers", hostile=True)

# Loops are cut short; what is honest has time enough on a machine that has much else to do.
PATIENCE = "\nc.TrustedExecute.timeout = 8\nc.TrustedExecute.call_timeout = 5\n"


@pytest.fixture(scope="module", autouse=True)
def secret(tmp_path_factory):
    """A secret of these tests' own, so that nobody's is touched or made."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("secret")
        patch.setenv("BACKPROP_BY_HAND_SECRET", str(folder / "secret"))
        yield folder / "secret"


@pytest.fixture(scope="module")
def make_course(tmp_path_factory) -> Callable[..., Course]:
    """Copies a course whose assignments are released: nbgrader is slow to start."""

    @cache
    def pattern(*assignments: str) -> Course:
        course = Course(ROOT, tmp_path_factory.mktemp("pattern"))
        with (course.root / "nbgrader_config.py").open("a") as config:
            config.write(PATIENCE)
        for assignment in assignments:
            list(course.nbgrader("generate_assignment", assignment))
        return course

    def make(folder: Path, *assignments: str) -> Course:
        course = copy(pattern(*assignments))
        shutil.copytree(course.root, folder, dirs_exist_ok=True)
        course.root = folder
        return course

    return make


def run(course: Course, *arguments: str, **options) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "autograder", *arguments],
        cwd=course.root,
        capture_output=True,
        text=True,
        **options,
    )


def submitted(course: Course, student: str, assignment: str = ASSIGNMENT) -> Path:
    folder = course.root / "classroom" / "submitted" / student / assignment
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def hand_in(course: Course, student: str, text: str | bytes) -> None:
    data = text.encode() if isinstance(text, str) else text
    (submitted(course, student) / NAME).write_bytes(data)


def scores(course: Course, student: str, assignment: str = ASSIGNMENT) -> dict[str, float | None]:
    with course.gradebook as gradebook:
        (notebook,) = gradebook.find_submission(assignment, student).notebooks
        return {grade.cell.name: grade.auto_score for grade in notebook.grades}


def total(course: Course, student: str) -> float:
    return sum(filter(None, scores(course, student).values()))


def comments(course: Course, student: str) -> dict[str, str | None]:
    with course.gradebook as gradebook:
        (notebook,) = gradebook.find_submission(ASSIGNMENT, student).notebooks
        return {comment.cell.name: comment.auto_comment for comment in notebook.comments}


def gradebook_rows(course: Course) -> list[tuple]:
    """Everything that a grading writes, but for the numbers that a database makes up."""
    with course.gradebook as gradebook:
        return sorted(
            (s.student.id, g.cell.name, g.auto_score, g.needs_manual_grade, g.manual_score)
            for s in gradebook.assignment_submissions(ASSIGNMENT)
            for n in s.notebooks
            for g in n.grades
        ) + sorted(
            (s.student.id, c.cell.name, c.auto_comment or "")
            for s in gradebook.assignment_submissions(ASSIGNMENT)
            for n in s.notebooks
            for c in n.comments
        )


# --- broken notebooks ----------------------------------------------------------------------------


def edited(change: Callable[[nbformat.NotebookNode], object], text: str = SOLUTION) -> str:
    notebook = nbformat.reads(text, as_version=4)
    change(notebook)
    return json.dumps(notebook)


def every_cell(change: Callable[[nbformat.NotebookNode], object]) -> Callable:
    return lambda notebook: [change(cell) for cell in notebook.cells]


def labelled(cell) -> bool:
    return "nbgrader" in cell.metadata


def is_check(cell) -> bool:
    return cell.metadata.get("nbgrader", {}).get("grade_id", "").startswith("check-")


def say_full_marks(cell):
    if is_check(cell):
        cell.source = "100.0"
        cell.metadata.nbgrader.update(points=100, checksum="0" * 32)
        cell.metadata.tags = ["skip-execution"]
        cell.outputs = [
            nbformat.v4.new_output("execute_result", {"text/plain": "100.0"}, execution_count=1)
        ]


def as_version_3(text: str) -> str:
    return nbformat.writes(nbformat.reads(text, as_version=4), version=3)  # type: ignore[arg-type]


def no_labels(cell):
    cell.metadata = {}


def old_schema(cell):
    if labelled(cell):
        cell.metadata.nbgrader = {
            k: v
            for k, v in cell.metadata.nbgrader.items()
            if k in ("grade_id", "grade", "solution")
        }


def emptied(cell):
    if labelled(cell) and cell.metadata.nbgrader.get("solution"):
        cell.metadata.nbgrader = {}


def mistyped(cell):
    if labelled(cell):
        cell.cell_type = "raw" if cell.cell_type == "code" else "code"


def retagged(cell):
    if labelled(cell):
        about = cell.metadata.nbgrader
        about.update(
            grade=not about["grade"], solution=not about["solution"], locked=False, points=9
        )


def copied(notebook):
    notebook.cells = [cell for cell in notebook.cells for _ in range(2)]


def copied_at_the_end(notebook):
    stubs = nbformat.reads(RELEASED, as_version=4).cells
    notebook.cells = stubs + notebook.cells


def shuffled(notebook):
    random.Random(4).shuffle(notebook.cells)


def without_checks(notebook):
    notebook.cells = [cell for cell in notebook.cells if not is_check(cell)]


def only_answers(notebook):
    keep = [c for c in notebook.cells if labelled(c) and c.metadata.nbgrader["solution"]]
    notebook.cells = keep


def of_an_older_release(notebook):
    notebook.cells = notebook.cells[: len(notebook.cells) // 2]
    for cell in notebook.cells:
        if labelled(cell):
            cell.metadata.nbgrader.schema_version = 1
    gone = nbformat.v4.new_code_cell("1 / 0", metadata={"nbgrader": {"grade_id": "gone"}})
    notebook.cells.append(gone)


def is_code_answer(cell):
    return labelled(cell) and cell.metadata.nbgrader["solution"] and cell.cell_type == "code"


def all_in_one_cell(at: int) -> Callable:
    """Every answer in a cell of its own making, above or below the cells that were left alone."""

    def move(notebook):
        stubs = {
            cell.metadata.nbgrader.grade_id: cell.source
            for cell in nbformat.reads(RELEASED, as_version=4).cells
            if labelled(cell)
        }
        answers = [cell for cell in notebook.cells if is_code_answer(cell)]
        written = "\n\n".join(["import numpy as np", *(cell.source for cell in answers)])
        for cell in answers:
            cell.source = stubs[cell.metadata.nbgrader.grade_id]
        notebook.cells.insert(at % len(notebook.cells), nbformat.v4.new_code_cell(written))

    return move


def one_cell_only(notebook):
    all_in_one_cell(0)(notebook)
    notebook.cells = notebook.cells[:1]


def two_in_one(notebook):
    first, second, *_ = (cell for cell in notebook.cells if is_code_answer(cell))
    second.source = f"{first.source}\n\n{second.source}"
    notebook.cells.remove(first)


def below_the_checks(notebook):
    """Answers typed into new cells below the checks, the cells for them left alone."""
    stubs = [cell for cell in nbformat.reads(RELEASED, as_version=4).cells if is_code_answer(cell)]
    for stub in stubs:
        (at,) = (
            n
            for n, cell in enumerate(notebook.cells)
            if labelled(cell) and cell.metadata.nbgrader.grade_id == stub.metadata.nbgrader.grade_id
        )
        answer = nbformat.v4.new_code_cell(notebook.cells[at].source)
        notebook.cells[at] = stub
        notebook.cells.insert(at + 2, answer)


def crowded(notebook):
    notebook.cells += [nbformat.v4.new_code_cell("") for _ in range(2000)]


SOUND = {
    "as-it-is": SOLUTION,
    "byte-order-mark": "\ufeff" + SOLUTION,
    "utf-16": SOLUTION.encode("utf-16"),
    "version-3": as_version_3(SOLUTION),
    "old-schema": edited(every_cell(old_schema)),
    "emptied-metadata": edited(every_cell(emptied)),
    "no-metadata": edited(every_cell(no_labels)),
    "mistyped": edited(every_cell(mistyped)),
    "retagged": edited(every_cell(retagged)),
    "copied": edited(copied),
    "copied-below": edited(copied_at_the_end),
    "shuffled": edited(shuffled),
    "without-checks": edited(without_checks),
    "only-answers": edited(only_answers),
    "forged-checks": edited(every_cell(say_full_marks)),
    "crowded": edited(crowded),
    "all-at-the-top": edited(all_in_one_cell(0)),
    "all-at-the-end": edited(all_in_one_cell(-1)),
    "one-cell-only": edited(one_cell_only),
    "two-in-one": edited(two_in_one),
    "below-the-checks": edited(below_the_checks),
    "carriage-returns": SOLUTION.replace("\\n", "\\r\\n").replace("\n", "\r\n"),
    "control-characters": SOLUTION.replace("Return", "\x01Return"),
    "not-a-number": SOLUTION.replace('"metadata": {', '"metadata": {"x": NaN, ', 1),
    "another-program": edited(every_cell(no_labels), SOLUTION.replace("python", "R")),
    "twice": SOLUTION + SOLUTION,
    "in-a-page": f"<html><body>{SOLUTION}</body></html>",
}
"""Notebooks with the right answers, whatever else has become of them."""

CUT = SOLUTION[: SOLUTION.index('"grade_id": "check-train"')]
CONFLICT = SOLUTION.replace("def train(", '<<<<<<< mine\n"def train(', 1)
PARTLY = {
    "cut-short": CUT,
    "conflict": CONFLICT,
    "older-release": edited(of_an_older_release),
    "half-characters": SOLUTION.replace("def train(", "\\\\ud800def train(", 1),
}
"""Notebooks of which some answers can be read."""

LOST = {
    "empty-file": "",
    "rubbish": bytes(range(256)) * 40,
    "a-list": "[1, 2, 3]",
    "a-number": "3",
    "no-cells": '{"cells": {"a": 1}, "nbformat": 4}',
    "deep": "[" * 1_000_000,
    "deep-cells": '{"cells": ' + "[" * 100_000 + "]" * 100_000 + "}",
    "strange-cells": '{"cells": [null, 3, {"cell_type": 7, "source": {"a": 1}, "metadata": []}]}',
    "nothing-done": RELEASED,
    "forged-marks": edited(every_cell(say_full_marks), RELEASED),
}
"""Notebooks without an answer."""


def a_link(folder: Path) -> None:
    (folder / NAME).symlink_to(ROOT / "solutions" / ASSIGNMENT / NAME)


def a_folder(folder: Path) -> None:
    (folder / NAME).mkdir()


def a_pipe(folder: Path) -> None:
    os.mkfifo(folder / NAME)


def nothing(folder: Path) -> None:
    pass


def another_name(folder: Path) -> None:
    (folder / f"{ASSIGNMENT} (1).ipynb").write_text(SOLUTION)


def with_rubbish_beside(folder: Path) -> None:
    (folder / NAME).write_text(SOLUTION)
    (folder / "dangling").symlink_to("/nowhere")
    (folder / "secret").symlink_to(ROOT / "solutions")
    os.mkfifo(folder / "pipe")
    os.mkfifo(folder / "timestamp.txt")


def with_impossible_neighbours(folder: Path) -> None:
    (folder / NAME).write_text(SOLUTION)
    for name in (b"bad\xff", b"of-two\nlines", b"tab\t", b"\x1b[2J"):
        neighbour = Path(os.fsdecode(name))
        (folder.parent.parent / neighbour / ASSIGNMENT).mkdir(parents=True)


def with_much_beside(folder: Path) -> None:
    (folder / NAME).write_text(SOLUTION)
    for number in range(6):
        (folder / f"film-{number}").write_bytes(bytes(7 * 2**20))


def with_a_strange_date(folder: Path) -> None:
    (folder / NAME).write_text(SOLUTION)
    (folder / "timestamp.txt").write_text("the day after tomorrow")


FOLDERS = {
    "link": (a_link, 0.0),
    "folder": (a_folder, 0.0),
    "pipe": (a_pipe, 0.0),
    "nothing": (nothing, 0.0),
    "another-name": (another_name, 1.0),
    "rubbish-beside": (with_rubbish_beside, 1.0),
    "strange-date": (with_a_strange_date, 1.0),
    "impossible-neighbours": (with_impossible_neighbours, 1.0),
    "much-beside": (with_much_beside, 1.0),
}
"""What else a folder may hold, and the share of the points that it is worth."""


@pytest.fixture(scope="module")
def broken(make_course, tmp_path_factory) -> Course:
    """A class of broken notebooks, graded by plain nbgrader, with feedback."""
    course = make_course(tmp_path_factory.mktemp("broken"), ASSIGNMENT)
    for student, text in {**SOUND, **PARTLY, **LOST}.items():
        hand_in(course, student, text)
    for student, (lay, _) in FOLDERS.items():
        lay(submitted(course, student))
    list(course.nbgrader("autograde", ASSIGNMENT))
    list(course.nbgrader("generate_feedback", ASSIGNMENT))
    return course


FULL = sum(
    cell.metadata.nbgrader.points
    for cell in nbformat.reads(SOLUTION, as_version=4).cells
    if is_check(cell)
)


@pytest.mark.parametrize("student", SOUND)
def test_what_has_become_of_the_rest_costs_nothing(broken, student):
    assert total(broken, student) == FULL


@pytest.mark.parametrize("student", PARTLY)
def test_what_can_be_read_is_judged(broken, student):
    found = scores(broken, student)
    assert 0 < total(broken, student) < FULL
    assert found["check-predict"] == scores(broken, "as-it-is")["check-predict"]


@pytest.mark.parametrize("student", LOST)
def test_what_is_not_there_gets_nothing_and_a_reason(broken, student):
    assert total(broken, student) == 0
    assert "is not written yet" in (comments(broken, student)["update"] or "")


@pytest.mark.parametrize("student", FOLDERS)
def test_a_strange_folder_gets_what_its_notebook_is_worth(broken, student):
    assert total(broken, student) == FOLDERS[student][1] * FULL


@pytest.mark.parametrize(
    ("student", "why"),
    [
        ("cut-short", "damaged"),
        ("rubbish", "damaged"),
        ("link", "a link"),
        ("pipe", "no ordinary file"),
        ("nothing", "No notebook was handed in"),
    ],
)
def test_the_reason_is_told(broken, student, why):
    assert any(why in (text or "") for text in comments(broken, student).values())


def test_everybody_gets_a_page(broken):
    feedback = broken.root / "classroom" / "feedback"
    everybody = {*SOUND, *PARTLY, *LOST, *FOLDERS}
    assert {
        page.parent.parent.name for page in feedback.glob(f"*/{ASSIGNMENT}/*.html")
    } == everybody


def test_no_file_of_another_is_in_a_graded_folder(broken):
    graded = broken.root / "classroom" / "autograded" / "rubbish-beside" / ASSIGNMENT
    assert [path.name for path in graded.iterdir()] == [NAME]


def test_a_test_cell_is_as_it_was_released(broken):
    for student in ("forged-checks", "forged-marks", "without-checks", "mistyped"):
        graded = broken.root / "classroom" / "autograded" / student / ASSIGNMENT / NAME
        notebook = nbformat.read(graded, as_version=4)
        checks = [cell for cell in notebook.cells if is_check(cell)]
        assert [cell.source for cell in checks] == [
            cell.source for cell in nbformat.reads(RELEASED, as_version=4).cells if is_check(cell)
        ]
        assert not any("tags" in cell.metadata for cell in notebook.cells)


# --- attackers -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def attacked(make_course, tmp_path_factory):
    """A class of attackers with honest students among them, graded on all processors."""
    course = make_course(
        tmp_path_factory.mktemp("attacked"), *sorted({a.question.split("/")[0] for a in HOSTILE})
    )
    before = snapshot(course)
    for answer in HOSTILE:
        assignment, question = answer.question.split("/")
        course.submit(assignment, answer.outcome, {question: answer.code})
    for number in range(4):
        (answer,) = [a for a in BANK if a.question.endswith("/update") and a.right][:1]
        course.submit(ASSIGNMENT, f"honest-{number}", {"update": answer.code})
    # Every process that this starts can be known by its path.
    marked = os.environ | {"PATH": f"{os.environ['PATH']}{os.pathsep}{course.root}"}
    assignments = sorted({answer.question.split("/")[0] for answer in HOSTILE})
    told = [run(course, "grade", assignment, env=marked) for assignment in assignments]
    return course, told, before


def snapshot(course: Course) -> dict[str, str]:
    """What attackers might have changed, and where they might have left something."""
    watched = [course.root / "solutions", course.root / "nbgrader_config.py"]
    found = {}
    for place in watched:
        for path in [place, *place.rglob("*")] if place.exists() else []:
            if path.is_file():
                found[str(path)] = str(path.stat().st_mtime_ns)
    marks = ("link-", "left", "harm", "touch", "at-exit", "small-", "large")
    shared = [place for place in ("/tmp", "/dev/shm") if os.path.isdir(place)]
    names = [name for place in shared for name in os.listdir(place)]
    return found | {name: "left" for name in names if name.startswith(marks)}


def test_every_submission_was_graded(attacked):
    _, told, _ = attacked
    for process in told:
        assert process.returncode == 0, process.stderr
        assert "could not be graded" not in process.stderr


@pytest.mark.parametrize("answer", HOSTILE, ids=lambda answer: answer.outcome)
def test_an_attacker_gets_what_the_honest_part_is_worth(attacked, answer):
    course, _, _ = attacked
    assignment, question = answer.question.split("/")
    found = scores(course, answer.outcome, assignment)
    assert found.pop(f"check-{question}") == answer.score
    assert not any(found.values())


def test_honest_students_do_not_notice(attacked):
    course, _, _ = attacked
    for number in range(4):
        found = scores(course, f"honest-{number}")
        assert found["check-update"] == 2.0


def test_nothing_is_changed_or_left(attacked):
    course, _, before = attacked
    assert snapshot(course) == before
    mark = bytes(course.root)
    assert not [p for p in Path("/proc").glob("[0-9]*/environ") if mark in read(p)]


def read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_what_they_have_shown_does_not_run(attacked):
    course, _, _ = attacked
    list(course.nbgrader("generate_feedback", ASSIGNMENT))
    feedback = course.root / "classroom" / "feedback"
    hostile, honest = (
        harms((feedback / student / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text())
        for student in ("hostile-scripts", "honest-0")
    )
    assert hostile <= honest
    graded = course.root / "classroom" / "autograded" / "hostile-scripts" / ASSIGNMENT / NAME
    kinds = {
        kind
        for cell in nbformat.read(graded, as_version=4).cells
        for output in cell.get("outputs", ())
        for kind in output.get("data", ())
    }
    assert "text/html" in kinds
    assert kinds <= {"text/plain", "text/html", "text/markdown"}


class Harms(HTMLParser):
    """Counts what would run, be sent or be loaded; nbgrader's own page has some of it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "iframe", "form", "svg", "object", "embed"):
            self.found[tag] += 1
        for name, value in attrs:
            value = (value or "").strip().lower()
            if name.startswith("on") or value.startswith(("javascript:", "http:", "x")):
                self.found[f"{name}={value}"] += 1


def harms(page: str) -> Counter[str]:
    parser = Harms()
    parser.feed(page)
    return parser.found


# --- the same, however it is graded --------------------------------------------------------------


def small_class(course: Course) -> None:
    questions = sorted({answer.question for answer in BANK})
    for number in range(8):
        course.submit(
            ASSIGNMENT,
            f"student-{number}",
            {
                question.split("/")[1]: [a for a in BANK if a.question == question][
                    (number * 5) % sum(a.question == question for a in BANK)
                ].code
                for question in questions
            },
        )
    hand_in(course, "cut-short", CUT)


@pytest.fixture(scope="module")
def expected(make_course, tmp_path_factory) -> list[tuple]:
    """The gradebook after plain nbgrader, one by one and undisturbed."""
    course = make_course(tmp_path_factory.mktemp("serial"), ASSIGNMENT)
    small_class(course)
    list(course.nbgrader("autograde", ASSIGNMENT))
    return gradebook_rows(course)


@pytest.fixture
def course(make_course, tmp_path) -> Course:
    course = make_course(tmp_path, ASSIGNMENT)
    small_class(course)
    return course


def test_side_by_side_gives_the_same_rows_and_so_does_once_more(course, expected):
    done = run(course, "grade", ASSIGNMENT, "--jobs", "3")
    assert done.returncode == 0, done.stderr
    assert "9/9" in done.stderr
    assert "student-7" in done.stdout
    assert gradebook_rows(course) == expected
    assert run(course, "grade", ASSIGNMENT).returncode == 0
    assert gradebook_rows(course) == expected


def test_one_student_alone(course):
    assert run(course, "grade", ASSIGNMENT, "--student", "student-3").returncode == 0
    assert {row[0] for row in gradebook_rows(course)} == {"student-3"}


def test_formgrader_grades_in_the_same_way(course, expected):
    grade = (
        "from nbgrader.apps.baseapp import NbGrader\n"
        "from nbgrader.apps.api import NbGraderAPI\n"
        "app = NbGrader(); app.initialize([])\n"
        "api = NbGraderAPI(coursedir=app.coursedir, config=app.config)\n"
        f"told = api.autograde({ASSIGNMENT!r}, 'student-1')\n"
        "assert told['success'], told\n"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", grade], cwd=course.root, check=True)
    mine = [row for row in expected if row[0] == "student-1"]
    assert gradebook_rows(course) == mine


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_a_grading_that_was_interrupted_goes_on(course, expected, end):
    process = subprocess.Popen(
        [sys.executable, "-m", "autograder", "grade", ASSIGNMENT],
        cwd=course.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    graded = course.root / "classroom" / "autograded"
    deadline = time.monotonic() + 120
    while not list(graded.glob(f"*/{ASSIGNMENT}/{NAME}")) and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, end)
    _, told = process.communicate(timeout=60)
    assert process.returncode == (130 if end == signal.SIGINT else -signal.SIGKILL), told
    assert run(course, "grade", ASSIGNMENT).returncode == 0
    assert gradebook_rows(course) == expected


def test_a_grading_that_ran_out_of_disk_goes_on(course, expected):
    database = course.root / "classroom" / "gradebook.db"
    room = database.stat().st_size + 12_000

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    full = run(course, "grade", ASSIGNMENT, preexec_fn=little_room)
    assert full.returncode == 1
    assert "could not be graded" in full.stderr
    assert run(course, "grade", ASSIGNMENT).returncode == 0
    assert gradebook_rows(course) == expected


# --- grading again, and looking at it ------------------------------------------------------------


def test_regrading_shows_first_and_keeps_what_a_person_wrote(course, expected):
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
    assert "1 would change, 8 would not" in asked.stdout
    assert gradebook_rows(course) == before
    assert run(course, "regrade", ASSIGNMENT, input="y\n").returncode == 0
    assert scores(course, "student-0")["check-predict"] == right
    with course.gradebook as gradebook:
        comment = gradebook.find_comment("update", ASSIGNMENT, ASSIGNMENT, "student-0")
        assert comment.manual_comment == "See me."
        assert ("student-0", name, None, False, 3.0) in gradebook_rows(course)
    assert "0 would change" in run(course, "regrade", ASSIGNMENT).stdout
    assert not list((course.root / "classroom").glob(".regrade*"))


def test_replay_shows_the_case_that_failed(course):
    course.submit(
        ASSIGNMENT, "off", {"update": "def update(w, b, x, y, eta):\n    return w + 1, b"}
    )
    told = run(course, "replay", "off", f"{ASSIGNMENT}/update")
    assert told.returncode == 0, told.stderr
    assert "Case 0 of" in told.stdout
    assert "update(" in told.stdout
    assert "expected" in told.stdout
    assert run(course, "replay", "off", f"{ASSIGNMENT}/update").stdout == told.stdout
    nobody = run(course, "replay", "nobody", f"{ASSIGNMENT}/update")
    assert nobody.returncode == 1
    assert "no submission" in nobody.stderr


def test_what_is_asked_for_must_be_there(course, tmp_path):
    unknown = run(course, "grade", "09-nothing")
    assert unknown.returncode == 1
    assert ASSIGNMENT in unknown.stderr
    elsewhere = Course(ROOT, tmp_path_elsewhere(tmp_path))
    assert "nobody has been graded yet" in run(course, "regrade", ASSIGNMENT).stderr
    (elsewhere.root / "nbgrader_config.py").unlink()
    assert "should be a course directory" in run(elsewhere, "grade", ASSIGNMENT).stderr


def tmp_path_elsewhere(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    shutil.rmtree(folder / "solutions", ignore_errors=True)
    return folder


def test_the_secret_is_made_once_and_is_for_its_owner_alone(course, secret):
    assert run(course, "grade", ASSIGNMENT, "--student", "student-1").returncode == 0
    assert secret.stat().st_mode & 0o777 == 0o600
    text = secret.read_text()
    assert len(text.strip()) == 64
    assert run(course, "grade", ASSIGNMENT, "--student", "student-2").returncode == 0
    assert secret.read_text() == text


PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlE"
    "QVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def written(cell) -> None:
    if cell.metadata.get("nbgrader", {}).get("grade_id", "").startswith("written-"):
        cell.source = (
            "On paper: ![my derivation](attachment:photo.png) and $a < b$, `x < y`\n\n"
            "<script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1))\n\n"
            r"$\href{javascript:alert(1)}{a}$"
        )
        cell.attachments = {
            "photo.png": {"image/png": PNG},
            "harm.svg": {"image/svg+xml": "<svg onload=alert(1)>"},
        }


def test_what_is_written_by_hand_is_shown_whole_and_runs_nothing(make_course, tmp_path):
    course = make_course(tmp_path, ASSIGNMENT)
    hand_in(course, "writer", edited(every_cell(written), RELEASED))
    hand_in(course, "silent", RELEASED)
    list(course.nbgrader("autograde", ASSIGNMENT))
    list(course.nbgrader("generate_feedback", ASSIGNMENT))
    feedback = course.root / "classroom" / "feedback"
    pages = [
        (feedback / student / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text()
        for student in ("writer", "silent")
    ]
    assert harms(pages[0]) <= harms(pages[1])
    assert "href{javascript" not in pages[0]
    assert f"data:image/png;base64,{PNG}" in pages[0].replace("\n", "")
    assert "$a &lt; b$" in pages[0]
    assert "x &lt; y</code>" in pages[0]
    assert scores(course, "writer")["written-xor"] is None
