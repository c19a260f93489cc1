"""The same marks, however a class is graded, interrupted or graded again."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.classroom.demo import SampleCourse
from autograder.classroom.grade import StudentScores, format_table
from tests.support.classes import (
    ASSIGNMENT,
    BANK,
    CUT,
    NAME,
    ROOT,
    gradebook_rows,
    hand_in,
    run,
    scores,
)

# --- the same, however it is graded --------------------------------------------------------------


def small_class(course: SampleCourse) -> None:
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
def course(make_course, tmp_path) -> SampleCourse:
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


@pytest.mark.deep
def test_formgrader_grades_in_the_same_way(course, expected):
    grade = (
        "from nbgrader.apps.baseapp import NbGrader\n"
        "from nbgrader.apps.api import NbGraderAPI\n"
        "app = NbGrader(); app.initialize([])\n"
        "api = NbGraderAPI(coursedir=app.coursedir, config=app.config)\n"
        f"told = api.autograde({ASSIGNMENT!r}, 'student-1')\n"
        "assert told['success'], told\n"
    )
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", grade],
        cwd=course.root,
        env=course.environment,
        check=True,
    )
    mine = [row for row in expected if row[0] == "student-1"]
    assert gradebook_rows(course) == mine


@pytest.mark.deep
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_a_grading_that_was_interrupted_goes_on(course, expected, end):
    # Somebody whose turn comes last, and whose grading is not done too soon to be interrupted.
    course.submit(ASSIGNMENT, "z-slow", {"update": "import time\ntime.sleep(5)"})
    process = subprocess.Popen(
        [sys.executable, "-m", "autograder", "grade", ASSIGNMENT],
        cwd=course.root,
        env=course.environment,
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
    assert [row for row in gradebook_rows(course) if row[0] != "z-slow"] == expected


@pytest.mark.deep
def test_a_grading_that_ran_out_of_disk_goes_on(course, expected):
    database = course.root / "classroom" / "gradebook.db"
    room = database.stat().st_size + 12_000

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    full = subprocess.run(
        [sys.executable, "-m", "autograder", "grade", ASSIGNMENT],
        cwd=course.root,
        env=course.environment,
        preexec_fn=little_room,
        capture_output=True,
        text=True,
    )
    assert full.returncode == 1
    assert "could not be graded" in full.stderr
    assert run(course, "grade", ASSIGNMENT).returncode == 0
    assert gradebook_rows(course) == expected


def test_the_table_shows_each_score_and_who_waits_for_a_person():
    rows = [
        StudentScores("007", {"forward": 6.0, "written": None}, 6.0, 15.0),
        StudentScores("ada", {"forward": 2.5, "written": 3.0}, 5.5, 15.0),
    ]
    head, _, *lines, note = "\n".join(format_table(rows)).splitlines()
    assert head.split() == ["student", "forward", "written", "score", "of"]
    assert [line.split() for line in lines] == [
        ["007", "6", "–", "6", "15"],
        ["ada", "2.5", "3", "5.5", "15"],
    ]
    assert note == "– waits for a person, in formgrader"
    assert list(format_table([])) == []


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
    elsewhere = SampleCourse(ROOT, tmp_path_elsewhere(tmp_path))
    assert "nobody has been graded yet" in run(course, "regrade", ASSIGNMENT).stderr
    (elsewhere.root / "nbgrader_config.py").unlink()
    assert "should be a course directory" in run(elsewhere, "grade", ASSIGNMENT).stderr


def tmp_path_elsewhere(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    shutil.rmtree(folder / "solutions", ignore_errors=True)
    return folder


def test_the_secret_is_made_once_and_is_for_its_owner_alone(course, tmp_path):
    mine = os.environ | {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    secret = tmp_path / "config" / "backprop-by-hand" / "secret"
    texts = set()
    for student in ("student-1", "student-2"):
        assert run(course, "grade", ASSIGNMENT, "--student", student, env=mine).returncode == 0
        assert secret.stat().st_mode & 0o777 == 0o600
        texts.add(secret.read_text())
    (text,) = texts
    assert len(text.strip()) == 64
