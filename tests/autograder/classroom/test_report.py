"""The instructor's page and its CSV: what stands there, and what cannot."""

import base64
import csv
import json
import re
import tracemalloc
from html.parser import HTMLParser
from pathlib import Path

import pytest

from autograder import feedback
from autograder.__main__ import main
from autograder.classroom.class_results import collect_class_results
from autograder.classroom.report import CATALOGUE_PAGE, write_report

ASSIGNMENT = "03-three-layer"
EMPTY_TAGS = {"meta", "img"}


class Page(HTMLParser):
    """A page taken apart: text, tables by caption, pictures; tags must be closed in order."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict]] = []
        self.tables: dict[str, list[list[str]]] = {}
        self.text = ""
        self._row: list[str] = []
        self._cell = ""
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in EMPTY_TAGS:
            self.open.append(tag)
        if tag == "tr":
            self._row = []
        self._cell = ""

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        if tag == "caption":
            self._table = self.tables.setdefault(self._cell, [])
        elif tag in ("td", "th"):
            self._row.append(self._cell)
        elif tag == "tr":
            self._table.append(self._row)

    def handle_data(self, data):
        self._cell += data
        if "style" not in self.open:
            self.text += data

    @property
    def pictures(self) -> list[dict]:
        return [about for tag, about in self.tags if tag == "img"]


@pytest.fixture
def graded(classroom, report_of):
    """Four of five students: right, two wrong in one way, stopped, and one without a name."""
    classroom.assign()
    classroom.student("ada", first_name="Ada", last_name="King")
    classroom.student("emmy", first_name="Emmy", last_name="Noether")
    classroom.student("sofja", first_name="Sofja", last_name="Kowalewskaja")
    classroom.student("s17")
    classroom.student("absent", first_name="Not", last_name="There")
    classroom.grade("ada", 6.0, 4.0, 5.0)
    classroom.grade("emmy", 3.0, 0.0, None)
    classroom.grade("sofja", 3.0, 1.0, 2.5)
    classroom.grade("s17", 0.0, 0.0, 0.0, manual=1.0)
    sign = ("sign", "opposite sign")
    classroom.graded("ada", report_of("forward", score=6.0), report_of("gradients", score=4.0))
    classroom.graded(
        "emmy", report_of("forward", sign, score=3.0), report_of("gradients", stopped="time")
    )
    classroom.graded(
        "sofja",
        report_of("forward", sign, sign, score=3.0),
        report_of("gradients", ("mean-taken-twice", "1/m twice"), sign, score=1.0, stopped=None),
    )
    classroom.graded("s17", report_of("forward"), report_of("gradients", stopped="disco"))
    return classroom


def made(classroom, names: bool = False) -> tuple[Page, list[list[str]]]:
    html, sheet = write_report(classroom.root, ASSIGNMENT, names)
    assert html == classroom.root / "classroom" / "reports" / f"{ASSIGNMENT}.html"
    with sheet.open(encoding="utf-8", newline="") as file:
        return Page(html.read_text(encoding="utf-8")), list(csv.reader(file))


# --- what stands there --------------------------------------------------------------------------


def test_the_tables_of_the_page(graded):
    page, _ = made(graded)
    assert "4 of 5 students in the gradebook have handed it in; 15 points can be had" in page.text
    assert "1 wait for marks by a person" in page.text
    assert "Mean 6.38, median 4.75." in page.text
    assert page.tables["Students by points in all"][1:4] == [
        ["0 to 1.5", "1", "25 %"],
        ["1.5 to 3", "0", "0 %"],
        ["3 to 4.5", "1", "25 %"],
    ]
    assert page.tables["Scores by question"][1:] == [
        ["forward", "6", "3.25", "3", "25 %", "0 %", "0"],
        ["gradients", "4", "1.25", "0.5", "25 %", "50 %", "0"],
        ["written-residual", "5", "2.5", "2.5", "33 %", "33 %", "1"],
    ]
    assert page.tables["Scores for forward"][1:5] == [
        ["0", "0", "0 %"],
        ["1", "1", "25 %"],
        ["2", "0", "0 %"],
        ["3", "2", "50 %"],
    ]
    assert ["2.5", "1", "33 %"] in page.tables["Scores for written-residual"]
    assert page.tables["Most common mistakes"][1:] == [
        ["forward", "sign", "opposite sign", "2"],
        ["gradients", "mean-taken-twice", "1/m twice", "1"],
        ["gradients", "sign", "opposite sign", "1"],
    ]
    assert page.tables["Mistakes in forward"][1:] == [
        ["sign", "opposite sign", "2", "50 %"],
        ["", "points lost, but no known mistake", "1", "25 %"],
    ]
    assert page.tables["Stopped by a limit in gradients"][1:] == [
        ["disco", "1", "25 %"],
        ["took too long", "1", "25 %"],
    ]
    assert "Mistakes in written-residual" not in page.tables


def test_where_answers_first_go_wrong_is_counted(classroom, report_of):
    classroom.assign()
    values = {"ada": "", "emmy": "∂J/∂Z2", "sofja": "∂J/∂Z2", "s17": "A"}
    for student, value in values.items():
        classroom.student(student)
        classroom.grade(student, 6.0, 1.0, 5.0)
        classroom.graded(student, report_of("gradients", off=value))
    page, rows = made(classroom)
    assert page.tables["Where answers first go wrong in gradients"][1:] == [
        ["∂J/∂Z2", "2", "50 %"],
        ["A", "1", "25 %"],
    ]
    assert "Where answers first go wrong in forward" not in page.tables
    assert ["gradients", "4", "first wrong", "", "∂J/∂Z2", "2"] in rows


def test_the_csv_has_the_same_counts(graded):
    _, (head, *rows) = made(graded)
    assert head == ["question", "points", "what", "mistake", "name", "students"]
    assert [row for row in rows if row[0] == "forward"] == [
        ["forward", "6", "score", "", "1", "1"],
        ["forward", "6", "score", "", "3", "2"],
        ["forward", "6", "score", "", "6", "1"],
        ["forward", "6", "mistake", "sign", "opposite sign", "2"],
        ["forward", "6", "no known mistake", "", "", "1"],
    ]
    assert ["gradients", "4", "stopped", "", "time", "1"] in rows
    assert ["written-residual", "5", "waits for marks", "", "", "1"] in rows


def test_nobody_is_named_unless_asked(graded):
    named = re.compile(r"ada|emmy|sofja|s17|Ada|King|Noether|Kowalewskaja", re.A)
    page, rows = made(graded)
    words = page.text + " ".join(about["alt"] for about in page.pictures) + str(rows)
    assert not named.search(words)

    page, (head, *rows) = made(graded, names=True)
    who = "Kowalewskaja, Sofja (sofja); Noether, Emmy (emmy)"
    assert page.tables["Mistakes in forward"][0][-1] == head[-1] == "who"
    assert page.tables["Mistakes in forward"][1:] == [
        ["sign", "opposite sign", "2", "50 %", who],
        ["", "points lost, but no known mistake", "1", "25 %", "s17"],
    ]
    assert ["forward", "6", "mistake", "sign", "opposite sign", "2", who] in rows
    assert ["took too long", "1", "25 %", "Noether, Emmy (emmy)"] in (
        page.tables["Stopped by a limit in gradients"]
    )


def test_the_page_needs_nothing_from_elsewhere_and_runs_nothing(graded):
    page, _ = made(graded, names=True)
    assert {tag for tag, _ in page.tags} == {
        *("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "div", "img"),
        *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    }
    for tag, about in page.tags:
        assert not [name for name in about if name.startswith("on") or name == "href"], tag
        assert about.get("src", "data:").startswith("data:")
    policy = next(a for t, a in page.tags if t == "meta" and "http-equiv" in a)
    assert policy["content"] == "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    style = write_report(graded.root, ASSIGNMENT)[0].read_text()
    assert "url(" not in style
    assert "@import" not in style


def test_mistakes_lead_to_their_catalogue_where_there_is_one(graded, report_of):
    graded.grade("absent", 0.0, 0.0, 0.0)
    graded.graded("absent", report_of("gradients", ('"><b>', "made up"), score=0.0))
    plain, _ = made(graded)
    (graded.root / CATALOGUE_PAGE).parent.mkdir(parents=True)
    (graded.root / CATALOGUE_PAGE).touch()
    linked, _ = made(graded)
    assert linked.tables == plain.tables
    assert {tag for tag, _ in linked.tags} - {tag for tag, _ in plain.tags} == {"a"}
    targets = [about["href"] for tag, about in linked.tags if tag == "a"]
    assert targets.count("../../site/html/catalogue-of-mistakes.html#sign") == 4
    assert targets.count("../../site/html/catalogue-of-mistakes.html#%22%3E%3Cb%3E") == 2
    assert (graded.root / "classroom" / "reports" / targets[0].partition("#")[0]).is_file()


def test_each_picture_is_told_in_words_and_stands_beside_its_numbers(graded):
    page, _ = made(graded)
    assert len(page.pictures) == 3 + 3
    for picture in page.pictures:
        assert len(picture["alt"]) > 40
        assert base64.b64decode(picture["src"].partition(",")[2]).startswith(b"\x89PNG")
    source = write_report(graded.root, ASSIGNMENT)[0].read_text()
    assert len(re.findall(r'<div class="beside"><img [^>]+><table>', source)) == len(page.pictures)


def test_colours_can_be_read(graded):
    """WCAG 2.2, 1.4.3: 4.5 to 1 for text; 1.4.11: 3 to 1 for what a picture shows."""
    from nnlib.plots import BLUE, INK

    def light(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.05 + 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    assert light("#ffffff") / light(BLUE) >= 3
    for background in ("#ffffff", "#f3f3f3"):
        for ink in ("#222222", INK):
            assert light(background) / light(ink) >= 4.5
    style = write_report(graded.root, ASSIGNMENT)[0].read_text()
    assert set(re.findall(r"(?:color|background): (#\w+)", style)) == {"#222", "#fff", "#f3f3f3"}


# --- what a notebook may hold -------------------------------------------------------------------


def test_words_from_a_notebook_are_text(graded, report_of):
    graded.student("eve")
    graded.grade("eve", 0.0, 0.0, 0.0)
    evil = ("<script>alert(1)</script>\"'", "$\\frac{$ =HYPERLINK(1) \u202e " + "x" * 10**6)
    graded.graded(
        "eve",
        report_of("forward", evil, ("=1+1", "@SUM(A1)"), stopped="<img src=x onerror=alert(1)>"),
    )
    page, rows = made(graded)
    assert "script" not in {tag for tag, _ in page.tags}
    (row,) = (r for r in page.tables["Mistakes in forward"] if "script" in r[0])
    assert row[0] == evil[0]
    assert row[1] == evil[1][: feedback.LONGEST_FIELD]
    assert page.tables["Stopped by a limit in forward"][1][0] == "<img src=x onerror=alert(1)>"
    assert ["forward", "6", "mistake", "'=1+1", "'@SUM(A1)", "1"] in rows


DEEP = 10**5
BROKEN = [
    "",
    '{"cells": [{"cell_',
    "[]",
    "{}",
    '{"cells": 7}',
    '{"cells": [7]}',
    '{"cells": [{"metadata": {"nbgrader": {"grade_id": 7}}, "outputs": [7]}]}',
    "[" * DEEP + "]" * DEEP,
    b"\xff\xfe\x00",
]


@pytest.mark.parametrize("content", BROKEN, ids=range(len(BROKEN)))
def test_a_notebook_out_of_order_costs_its_mistakes_alone(content, graded):
    path = graded.graded("absent")
    graded.grade("absent", 0.0, 0.0, 0.0)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = collect_class_results(graded.root, ASSIGNMENT)
    assert found.unread == 1
    assert len(found.questions[0].mistakes["sign", "opposite sign"]) == 2
    assert found.questions[0].scores[0.0] == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"mistakes": 7},
        {"mistakes": [{"id": "sign"}]},
        {"mistakes": [{"id": 1, "name": "x"}]},
        {"stopped": ["time"]},
        {"off": ["A"]},
    ],
)
def test_a_report_out_of_order_costs_its_mistakes_alone(wrong, graded, report_of):
    graded.grade("absent", 0.0, 0.0, 0.0)
    graded.graded("absent", report_of("forward") | wrong)
    assert collect_class_results(graded.root, ASSIGNMENT).unread == 1


def test_a_missing_notebook_costs_its_mistakes_alone(graded):
    graded.grade("absent", 0.0, 0.0, 0.0)
    page, _ = made(graded)
    assert "1 have no graded notebook that can be read" in page.text
    assert page.tables["Most common mistakes"][1][3] == "2"
    assert page.tables["Scores for forward"][1] == ["0", "1", "20 %"]


def test_only_a_test_cell_reports_and_on_its_own_question(graded, report_of):
    graded.grade("absent", 0.0, 0.0, 0.0)
    path = graded.graded("absent", report_of("forward", ("sign", "opposite sign")))
    notebook = json.loads(path.read_text())
    for grade_id in ("forward", "check-gradients", "checkxforward"):
        notebook["cells"][0]["metadata"]["nbgrader"]["grade_id"] = grade_id
        path.write_text(json.dumps(notebook))
        found = collect_class_results(graded.root, ASSIGNMENT)
        assert found.unread == 0
        assert "absent" not in str([q.mistakes for q in found.questions])


def test_of_one_student_s_many_mistakes_few_are_counted(graded, report_of):
    graded.grade("absent", 0.0, 0.0, 0.0)
    graded.graded("absent", report_of("forward", *((f"X{n}", "made up") for n in range(1000))))
    (forward, *_) = collect_class_results(graded.root, ASSIGNMENT).questions
    assert len(forward.mistakes) == 1 + feedback.MOST_MISTAKES


def test_notebooks_are_held_in_memory_one_at_a_time(classroom, report_of):
    """What 80 large notebooks take beyond 10 is what is counted of them, and not their text."""
    classroom.assign()
    path = classroom.graded("model", report_of("forward", ("sign", "opposite sign")))
    notebook = json.loads(path.read_text())
    notebook["cells"].append(
        {"metadata": {}, "outputs": [{"output_type": "stream", "text": "x" * 200_000}]}
    )
    path.write_text(json.dumps(notebook))

    def peak(students: range) -> int:
        for number in students:
            classroom.student(f"s{number}")
            classroom.grade(f"s{number}", 0.0, 0.0, 0.0)
            folder = classroom.graded(f"s{number}")
            folder.write_bytes(path.read_bytes())
        collect_class_results(classroom.root, ASSIGNMENT)
        tracemalloc.start()
        assert collect_class_results(classroom.root, ASSIGNMENT).unread == 0
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    few = peak(range(10))
    assert peak(range(10, 80)) < few + 70 * 4_000


# --- small classes and mistakes of the instructor's -----------------------------------------------


@pytest.mark.parametrize("students", [0, 1])
def test_nobody_has_handed_in(students, classroom):
    classroom.assign()
    for number in range(students):
        classroom.student(f"s{number}")
    page, rows = made(classroom)
    assert f"0 of {students} students" in page.text
    assert "nothing to show yet" in page.text
    assert len(rows) == 1


def test_one_student(classroom, report_of):
    classroom.assign()
    classroom.student("ada")
    classroom.grade("ada", 6.0, 4.0, None)
    classroom.graded("ada", report_of("forward", score=6.0))
    page, _ = made(classroom)
    assert "Mean 10, median 10." in page.text
    assert "No known mistake was found." in page.text
    assert page.tables["Scores by question"][3][2:] == ["–", "–", "–", "–", "1"]
    assert "Scores for written-residual" not in page.tables


def test_extra_credit_and_points_for_nothing_fit_on_the_page(classroom):
    classroom.assign()
    book = classroom.gradebook
    book.find_grade_cell("check-gradients", ASSIGNMENT, ASSIGNMENT).max_score = 0
    classroom.student("ada")
    classroom.grade("ada", 6.0, 0.0, 5.0, manual=9.0)
    page, _ = made(classroom)
    assert page.tables["Scores for forward"][-1] == ["9", "1", "100 %"]
    assert page.tables["Scores by question"][1][4] == "100 %"
    assert page.tables["Students by points in all"][-1][1] == "1"


def test_an_unknown_assignment_is_told_with_those_that_there_are(graded, capsys, monkeypatch):
    monkeypatch.chdir(graded.root)
    assert main(["report", "99-none"]) == 1
    assert "'99-none' is not in the gradebook; there are: 03-three-layer" in capsys.readouterr().err


def test_a_gradebook_that_is_not_there_or_is_none(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["report", ASSIGNMENT]) == 1
    assert "there is no gradebook" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "classroom").mkdir()
    (tmp_path / "classroom" / "gradebook.db").write_text("not a database, " * 100)
    assert main(["report", ASSIGNMENT]) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_the_command_says_where_to_look_and_changes_no_gradebook(graded, capsys, monkeypatch):
    monkeypatch.chdir(graded.root)
    graded.gradebook.close()
    gradebook = graded.root / "classroom" / "gradebook.db"
    before = gradebook.read_bytes()
    assert main(["report", ASSIGNMENT, "--names"]) == 0
    html, sheet = capsys.readouterr().out.split()
    assert "Noether, Emmy" in Path(html).read_text()
    assert "Noether, Emmy" in Path(sheet).read_text()
    assert gradebook.read_bytes() == before
