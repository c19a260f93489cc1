"""Feedback pages say what the gradebook says, whenever they are made, and reach the students."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nbgrader.utils import notebook_hash

from autograder.classroom.course import Classroom, CourseError
from autograder.classroom.demo import SampleCourse
from autograder.classroom.feedback import make_pages, release_pages, zip_pages
from autograder.classroom.grade import grade_class
from autograder.classroom.show import safe_markdown_page
from tests.support import commands
from tests.support.classes import ASSIGNMENT, NAME, hand_in, harms, submitted

CODE = """def predict(w, b, x):
    raise ValueError("no $w$")"""
WRITTEN = "written-xor"
HERE, AWAY = "root", "ada"
"""Somebody who has an account here, and somebody who has not."""


@pytest.fixture(scope="module")
def course(make_course, tmp_path_factory) -> SampleCourse:
    course = make_course(tmp_path_factory.mktemp("pages"), ASSIGNMENT)
    for student in (HERE, AWAY):
        course.submit(ASSIGNMENT, student, {"predict": CODE})
    exchange = course.root / "exchange"
    with (course.root / "nbgrader_config.py").open("a") as config:
        config.write(f"\nc.Exchange.root = {str(exchange)!r}\n")
    return course


@pytest.fixture(scope="module")
def classroom(course, open_course) -> Classroom:
    classroom = open_course(course)
    with pytest.raises(CourseError, match="nobody has been graded yet"):
        make_pages(classroom, ASSIGNMENT, [HERE, AWAY])
    grade_class(classroom, ASSIGNMENT, [HERE, AWAY], jobs=1)
    return classroom


def page(course: SampleCourse, student: str) -> str:
    path = course.root / "classroom" / "feedback" / student / ASSIGNMENT / f"{ASSIGNMENT}.html"
    return path.read_text()


def change(course: SampleCourse, student: str, write: Callable[[Any, Any], None]) -> None:
    with course.gradebook as gradebook:
        grade = gradebook.find_grade(WRITTEN, ASSIGNMENT, ASSIGNMENT, student)
        comment = gradebook.find_comment(WRITTEN, ASSIGNMENT, ASSIGNMENT, student)
        write(grade, comment)
        gradebook.db.commit()


def mark(grade: Any, comment: Any) -> None:
    grade.manual_score, grade.needs_manual_grade = 3.5, False
    comment.manual_comment = r"Why is $w_1 + w_2 < 0$?"


def test_a_page_follows_the_gradebook(course, classroom):
    made = make_pages(classroom, ASSIGNMENT, [HERE, AWAY])
    assert sorted(made.made) == sorted([HERE, AWAY])
    assert made.waiting == {HERE: ["written-xor"], AWAY: ["written-xor"]}
    first = page(course, AWAY)
    assert "not marked yet (of 4)" in first
    assert "0 of 4" not in first
    assert "to be marked by a person" in first
    assert f"<td>{AWAY}</td>" in first
    assert '<a href="#check-predict">1. Predict (predict)</a>' in first
    # Nothing runs, nothing is loaded, and no folder of this computer is told.
    assert not harms(first)
    assert str(course.root) not in first
    assert "ValueError" in first

    change(course, AWAY, mark)
    made = make_pages(classroom, ASSIGNMENT, [HERE, AWAY])
    assert (made.made, made.unchanged) == ([AWAY], [HERE])
    second = page(course, AWAY)
    assert "3.5 of 4" in second
    assert "not marked yet" not in second
    assert "<math><msub><mi>w</mi><mn>1</mn></msub>" in second
    assert make_pages(classroom, ASSIGNMENT, [HERE, AWAY]).made == []


def test_nbgrader_s_own_command_leaves_no_stale_page(course, classroom):
    make_pages(classroom, ASSIGNMENT, [HERE, AWAY])
    before = page(course, HERE)
    change(course, HERE, mark)
    text = (submitted(course, AWAY) / NAME).read_text()
    hand_in(course, AWAY, text.replace("no $w$", "another"))
    done = commands.run(
        "nbgrader", "generate_feedback", ASSIGNMENT, cwd=course.root, env=course.environment
    )
    assert done.returncode == 0, done.stderr
    assert "3.5 of 4" in page(course, HERE) != before
    assert f"{AWAY}: handed in anew since it was graded" in done.stderr
    hand_in(course, AWAY, text)
    change(course, HERE, lambda grade, _: setattr(grade, "needs_manual_grade", True))
    make_pages(classroom, ASSIGNMENT, [HERE])
    assert "3.5 of 4, which a person looks at again" in page(course, HERE)


def test_pages_reach_whom_the_exchange_knows_and_the_others_get_a_zip(course, classroom):
    make_pages(classroom, ASSIGNMENT, [HERE, AWAY])
    assert release_pages(classroom, ASSIGNMENT, [HERE, AWAY]) == [AWAY, HERE]
    folder = zip_pages(classroom, ASSIGNMENT, [AWAY])
    with zipfile.ZipFile(folder / f"{AWAY}.zip") as packed:
        assert packed.read(f"{ASSIGNMENT}.html").decode() == page(course, AWAY)
    assert [path.name for path in folder.iterdir()] == [f"{AWAY}.zip"]

    # The one has handed in through the exchange before, and then once more by hand.
    inbound = course.root / "exchange" / "backprop-by-hand" / "inbound"
    theirs = inbound / f"{HERE}+{ASSIGNMENT}+2026-11-30 12:00:00 UTC"
    theirs.mkdir(parents=True)
    (theirs / "submission_secret.txt").write_text("theirs")
    assert release_pages(classroom, ASSIGNMENT, [HERE, AWAY]) == [AWAY]
    name = notebook_hash(secret="theirs", notebook_id=ASSIGNMENT) + ".html"
    (released,) = Path(inbound.parent, "feedback").iterdir()
    assert (released.name, released.read_text()) == (name, page(course, HERE))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("$a < b$", "<mo>&lt;</mo>"),
        (r"$$\frac{1}{2}$$", '<math display="block"><mfrac>'),
        (r"$\nothing{<b>}$", "<code>\\nothing{&lt;b&gt;}</code>"),
        ("$" + "{" * 4000 + "$", "<code>{{{"),
        ("$x$ <script>alert(1)</script>", "<mi>x</mi>"),
    ],
)
def test_formulas_need_no_script_and_bring_none(typed, shown):
    html = safe_markdown_page({}, typed)
    assert shown in html
    assert "<script" not in html
