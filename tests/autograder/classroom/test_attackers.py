"""A class of attackers with honest students among them, graded by the real command."""

import os

import nbformat
import pytest

from autograder.classroom.demo import SampleCourse
from tests.support.bank import ATTACKS, SAMPLE_OF_ATTACKS
from tests.support.classes import (
    ASSIGNMENT,
    BANK,
    NAME,
    RELEASED,
    edited,
    every_cell,
    hand_in,
    harms,
    run,
    scores,
)
from tests.support.processes import find_marked


@pytest.fixture(scope="module", params=["sample", pytest.param("all", marks=pytest.mark.deep)])
def attacked(request, make_course, tmp_path_factory):
    """A class of attackers with honest students among them, graded on all processors."""
    # What only spends its limits is tried alone, in test_bank_in_kernels.
    sample = SAMPLE_OF_ATTACKS - {"deaf-loop", "memory-bomb"}
    attackers = [a for a in ATTACKS if a.outcome in sample or request.param == "all"]
    assignments = sorted({answer.question.split("/")[0] for answer in attackers})
    course = make_course(tmp_path_factory.mktemp("attacked"), *assignments)
    before = snapshot(course)
    for answer in attackers:
        assignment, question = answer.question.split("/")
        course.submit(assignment, answer.outcome, {question: answer.code})
    for number in range(4):
        (answer,) = [a for a in BANK if a.question.endswith("/update") and a.right][:1]
        course.submit(ASSIGNMENT, f"honest-{number}", {"update": answer.code})
    # Every process that this starts can be known by its path.
    marked = course.environment | {"PATH": f"{os.environ['PATH']}{os.pathsep}{course.root}"}
    told = [run(course, "grade", assignment, env=marked) for assignment in assignments]
    return course, told, before, attackers


def snapshot(course: SampleCourse) -> dict[str, str]:
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
    _, told, _, _ = attacked
    for process in told:
        assert process.returncode == 0, process.stderr
        assert "could not be graded" not in process.stderr


def test_an_attacker_gets_what_the_honest_part_is_worth(attacked):
    course, _, _, attackers = attacked
    for answer in attackers:
        assignment, question = answer.question.split("/")
        found = scores(course, answer.outcome, assignment)
        assert found.pop(f"check-{question}") == answer.score, answer.outcome
        assert not any(found.values()), answer.outcome


def test_honest_students_do_not_notice(attacked):
    course, _, _, _ = attacked
    for number in range(4):
        found = scores(course, f"honest-{number}")
        assert found["check-update"] == 2.0


def test_nothing_is_changed_or_left(attacked):
    course, _, before, _ = attacked
    assert snapshot(course) == before
    assert not find_marked(course.root)


def test_what_they_have_shown_does_not_run(attacked):
    course, _, _, _ = attacked
    list(course.nbgrader("generate_feedback", ASSIGNMENT))
    feedback = course.root / "classroom" / "feedback"
    hostile, honest = (
        harms((feedback / student / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text())
        for student in ("scripts", "honest-0")
    )
    assert hostile <= honest
    graded = course.root / "classroom" / "autograded" / "scripts" / ASSIGNMENT / NAME
    kinds = {
        kind
        for cell in nbformat.read(graded, as_version=4).cells
        for output in cell.get("outputs", ())
        for kind in output.get("data", ())
    }
    assert "text/html" in kinds
    assert kinds <= {"text/plain", "text/html", "text/markdown"}


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
    assert 'href="javascript' not in pages[0]
    assert f"data:image/png;base64,{PNG}" in pages[0].replace("\n", "")
    assert "<mi>a</mi><mo>&lt;</mo><mi>b</mi>" in pages[0]
    assert "x &lt; y</code>" in pages[0]
    assert scores(course, "writer")["written-xor"] is None
