"""The same marks, however a class is graded, and whatever has interrupted it."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from functools import partial

import pytest

from autograder.classroom.demo import SampleCourse
from autograder.classroom.grade import StudentScores, format_table
from tests.support.classes import ASSIGNMENT, NAME, gradebook_rows, hand_in_small_class, run
from tests.support.processes import find_marked


@pytest.fixture(scope="module")
def expected(make_course, tmp_path_factory) -> list[tuple]:
    """The gradebook after plain nbgrader, one by one and undisturbed."""
    course = make_course(tmp_path_factory.mktemp("serial"), ASSIGNMENT)
    hand_in_small_class(course)
    list(course.nbgrader("autograde", ASSIGNMENT))
    return gradebook_rows(course)


@pytest.fixture
def course(make_course, tmp_path) -> SampleCourse:
    course = make_course(tmp_path, ASSIGNMENT)
    hand_in_small_class(course)
    return course


def test_side_by_side_gives_the_same_rows_and_so_does_once_more(course, expected):
    done = run(course, "grade", ASSIGNMENT, "--jobs", "3")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "9 new, 0 again, 0 unchanged, 0 skipped."
    assert done.stderr == ""  # no bar in a log
    assert "student-7" in done.stdout
    assert gradebook_rows(course) == expected
    told = json.loads(run(course, "grade", ASSIGNMENT, "--json").stdout)
    assert set(told["outcomes"].values()) == {"unchanged"}
    assert [row["student"] for row in told["scores"]] == sorted(told["outcomes"])
    assert gradebook_rows(course) == expected


def test_some_students_alone(course):
    chosen = ("--student", "student-3", "--student", "student-5", "--quiet")
    done = run(course, "grade", ASSIGNMENT, *chosen)
    assert done.stdout == "2 new, 0 again, 0 unchanged, 0 skipped.\n"
    assert {row[0] for row in gradebook_rows(course)} == {"student-3", "student-5"}
    unknown = run(course, "grade", ASSIGNMENT, "--student", "nobody")
    assert "no submission of nobody was found" in unknown.stderr


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
@pytest.mark.parametrize(
    ("end", "send"),
    [(signal.SIGINT, os.killpg), (signal.SIGKILL, os.killpg), (signal.SIGKILL, os.kill)],
)
def test_a_grading_that_was_interrupted_goes_on(course, expected, end, send):
    # Somebody whose turn comes last, and whose grading is not done too soon to be interrupted.
    course.submit(ASSIGNMENT, "z-slow", {"update": "import time\ntime.sleep(5)"})
    process = subprocess.Popen(
        [sys.executable, "-m", "autograder", "grade", ASSIGNMENT, "--jobs=2"],
        cwd=course.root,
        # Every process that this starts can be known by its path.
        env=course.environment | {"PATH": f"{os.environ['PATH']}{os.pathsep}{course.root}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # A shell that runs the tests in the background has them ignore this signal.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    graded = course.root / "classroom" / "autograded"
    deadline = time.monotonic() + 120
    while not list(graded.glob(f"*/{ASSIGNMENT}/{NAME}")) and time.monotonic() < deadline:
        time.sleep(0.02)
    send(process.pid, end)
    _, told = process.communicate(timeout=60)
    deadline = time.monotonic() + 60
    while left := find_marked(course.root):
        assert time.monotonic() < deadline, left
        time.sleep(0.1)
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
    unchecked = StudentScores("eve", {"forward": None}, 0.0, 6.0, frozenset({"forward"}))
    *_, line, _, why = "\n".join(format_table([unchecked])).splitlines()
    assert line.split() == ["eve", "–", "!", "0", "6"]
    assert why.startswith("! because the checks failed themselves")
    assert list(format_table([])) == []


def test_an_assignment_that_nobody_knows_is_told_with_those_that_there_are(course):
    unknown = run(course, "grade", "09-nothing")
    assert unknown.returncode == 1
    assert ASSIGNMENT in unknown.stderr


def test_a_folder_without_settings_is_no_course(course):
    (course.root / "nbgrader_config.py").unlink()
    assert "should be a course directory" in run(course, "grade", ASSIGNMENT).stderr
