"""The files that Canvas and Moodle import, read back by the rules of their importers."""

import csv
import json
import subprocess
from pathlib import Path

import pytest
from nbgrader.plugins import CsvExportPlugin
from traitlets.config import Config

from autograder.classroom.course import Classroom
from autograder.classroom.csv_table import format_csv, format_number
from autograder.classroom.export import CanvasExport, LmsExport, MoodleExport, TotalsExport
from autograder.classroom.export_scores import write_scores
from tests.support import commands

ROOT = Path(__file__).parents[3]
OTHER = "04-logistic-graph"
ASSIGNMENTS = ["03-three-layer", OTHER]


@pytest.fixture
def graded(classroom):
    """Two assignments; one student is late, one has marks by hand, one handed nothing in."""
    for assignment in ("03-three-layer", OTHER):
        classroom.assign(assignment)
    classroom.student(
        "ada", first_name="Ada", last_name="King, Countess", email="a@x", lms_user_id="7"
    )
    classroom.student(
        "emmy", first_name="Emmy", last_name='Noether "E"', email="e@x", lms_user_id="8"
    )
    classroom.student("sofja", email="s@x", lms_user_id="9")
    classroom.grade("ada", 6.0, 4.0, 5.0, late=1.5)
    classroom.grade("ada", 1.0, 0.0, 0.0, late=3.0, assignment=OTHER)
    classroom.grade("emmy", 2.0, 1.0, None, manual=3.25)
    return classroom


def export(plugin: type[LmsExport], classroom, **options) -> list[list[str]]:
    to = classroom.root / "grades.csv"
    plugin(to=str(to), **options).export(classroom.gradebook)
    with to.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_canvas_finds_its_columns_points_and_students(graded):
    assert export(CanvasExport, graded) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "03-three-layer", OTHER],
        ["    Points Possible", "", "", "", "", "15", "15"],
        ["sofja", "9", "", "sofja", "", "", ""],
        ["King, Countess, Ada", "7", "", "ada", "", "13.5", "0"],
        ['Noether "E", Emmy', "8", "", "emmy", "", "", ""],
    ]


def test_moodle_finds_its_columns_and_students(graded):
    names = ["First name", "Last name"]
    assert export(MoodleExport, graded) == [
        ["Username", "ID number", "Email address", *names, "03-three-layer", OTHER],
        ["sofja", "9", "s@x", "", "", "", ""],
        ["ada", "7", "a@x", "Ada", "King, Countess", "13.5", "0"],
        ["emmy", "8", "e@x", "Emmy", 'Noether "E"', "", ""],
    ]


def test_moodle_gets_no_column_that_identifies_only_some(graded):
    """Moodle takes a row without an identity for one more of the student before."""
    graded.student("alan", email="")
    head, *rows = export(MoodleExport, graded)
    assert head[:3] == ["Username", "First name", "Last name"]
    assert {row[0] for row in rows} == {"ada", "alan", "emmy", "sofja"}


def test_scores_are_those_of_nbgrader_s_own_table(graded):
    to = graded.root / "nbgrader.csv"
    # Its rows break at a comma in a name.
    graded.gradebook.update_or_create_student("ada", last_name="King")
    CsvExportPlugin(to=str(to)).export(graded.gradebook)
    with to.open() as file:
        theirs = {(r["student_id"], r["assignment"]): r["score"] for r in csv.DictReader(file)}
    head, _, *rows = export(CanvasExport, graded)
    ours = {(row[3], head[n]): row[n] for row in rows for n in (5, 6)}
    assert {key: float(score) for key, score in ours.items() if score} == {
        key: float(theirs[key]) for key, score in ours.items() if score
    }
    assert {key for key, score in ours.items() if score} == {("ada", a) for a in head[5:]}


def test_assignments_and_students_can_be_chosen(graded):
    head, _, *rows = export(CanvasExport, graded, assignment=[OTHER], student=["ada"])
    assert head[5:] == [OTHER]
    assert [row[3] for row in rows] == ["ada"]


@pytest.mark.parametrize("chosen", [{"assignment": ["99-none"]}, {"student": ["nobody"]}])
def test_an_unknown_choice_ends_the_command_and_writes_nothing(chosen, graded, caplog):
    with pytest.raises(SystemExit):
        export(CanvasExport, graded, **chosen)
    (name,) = chosen.values()
    assert f"There is no {next(iter(chosen))} '{name[0]}' in the gradebook" in caplog.text
    assert not (graded.root / "grades.csv").exists()


def test_marks_that_a_person_has_yet_to_give_are_told(graded, caplog):
    export(CanvasExport, graded)
    assert "03-three-layer: blank for 1, since answers wait for a person's marks" in caplog.text


def test_an_empty_class_gives_a_head(classroom):
    assert export(MoodleExport, classroom) == [
        ["Username", "ID number", "Email address", "First name", "Last name"]
    ]
    assert len(export(CanvasExport, classroom)) == 2


@pytest.mark.parametrize(
    "name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r\n=1+1", " =1+1", "＝1+1"]
)
@pytest.mark.parametrize("plugin", [CanvasExport, MoodleExport])
def test_no_name_is_a_formula(plugin, name, classroom):
    classroom.student("eve", last_name=name)
    cells = [cell for row in export(plugin, classroom) for cell in row]
    assert f"'{name}" in cells
    assert not [cell for cell in cells if cell.lstrip().startswith(tuple("=+-@＝"))]


def test_names_survive_in_utf_8(classroom):
    classroom.student("sofja", first_name="Софья", last_name="Ковалевская")
    assert export(CanvasExport, classroom)[2][0] == "Ковалевская, Софья"


def test_numbers_have_two_decimals_at_most():
    assert [format_number(x) for x in (0.0, 10.0, 2.5, 1 / 3, 1234567.0)] == [
        "0", "10", "2.5", "0.33", "1234567",
    ]  # fmt: skip
    assert format_csv([["a", None, 1.0]]) == "a,,1\n"


def test_an_export_that_fails_leaves_the_old_file(graded, monkeypatch):
    before = export(CanvasExport, graded)

    def fail(*_):
        raise OSError("no space left")

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(OSError, match="no space"):
        export(MoodleExport, graded)
    monkeypatch.undo()
    with (graded.root / "grades.csv").open(newline="") as file:
        assert list(csv.reader(file)) == before
    assert [p.name for p in graded.root.iterdir() if "grades" in p.name] == ["grades.csv"]


def test_nbgrader_runs_the_plug_ins(graded):
    def run(*options: str) -> subprocess.CompletedProcess[str]:
        gradebook = f"--db=sqlite:///{graded.root}/classroom/gradebook.db"
        return commands.run("nbgrader", "export", gradebook, *options, cwd=graded.root)

    exporter = "--exporter=autograder.classroom.export."
    only = f'--assignment=["{OTHER}"]'
    canvas = run(f"{exporter}CanvasExport", "--to=c.csv", only)
    assert canvas.returncode == 0, canvas.stderr
    assert (graded.root / "c.csv").read_text().splitlines()[0].endswith(f"Section,{OTHER}")
    moodle = run(f"{exporter}MoodleExport")
    assert moodle.returncode == 0, moodle.stderr
    written = graded.root / "classroom" / "exports" / "moodle.csv"
    assert "sofja,9,s@x,,,," in written.read_text().splitlines()
    unknown = run(f"{exporter}MoodleExport", '--student=["nobody"]')
    assert unknown.returncode == 1
    assert "Traceback" not in unknown.stderr


# --- the scores of questions --------------------------------------------------------------------


@pytest.fixture
def course(graded, report_of) -> Classroom:
    crashed = report_of("forward", score=2.0) | {"trouble": "crash"}
    graded.graded("emmy", crashed, report_of("gradients", ("sum-not-mean", "a sum"), score=1.0))
    settings = Config()
    settings.CourseDirectory.root = str(graded.root)
    settings.CourseDirectory.autograded_directory = "classroom/autograded"
    settings.CourseDirectory.db_url = f"sqlite:///{graded.root}/classroom/gradebook.db"
    return Classroom(settings)


def test_each_question_has_a_row_with_its_reason_and_no_mark_that_nobody_gave(course, graded):
    path = write_scores(course, graded.gradebook, ["03-three-layer"], as_json=True)
    assert path == course.root / "classroom" / "exports" / "questions.json"
    rows = [tuple(row.values())[1:] for row in json.loads(path.read_text())]
    assert rows == [
        ("ada", "forward", 6.0, 6.0, "marked", ""),
        ("ada", "gradients", 4.0, 4.0, "marked", ""),
        ("ada", "written-residual", 5.0, 5.0, "marked", ""),
        ("emmy", "forward", 3.25, 6.0, "marked", "crashed"),
        ("emmy", "gradients", 1.0, 4.0, "marked", "sum-not-mean"),
        ("emmy", "written-residual", None, 5.0, "waits for a person", ""),
        ("sofja", "forward", None, 6.0, "not handed in", ""),
        ("sofja", "gradients", None, 4.0, "not handed in", ""),
        ("sofja", "written-residual", None, 5.0, "not handed in", ""),
    ]
    table = write_scores(course, graded.gradebook, [OTHER], as_json=False).read_text()
    head, first, *_ = table.splitlines()
    assert head == "assignment,student,question,score,points,state,reason"
    assert first == f"{OTHER},ada,forward,1,6,marked,"
    assert f"{OTHER},sofja,forward,,6,not handed in," in table


def test_totals_are_a_plain_table(graded):
    plugin = TotalsExport(to=str(graded.root / "totals.csv"))
    plugin.groups = {"ada": "Tuesday"}
    plugin.export(graded.gradebook)
    rows = csv.reader((graded.root / "totals.csv").read_text().splitlines())
    head, points, sofja, ada, _ = rows
    assert head == ["student", "first name", "last name", "email", "group", *ASSIGNMENTS]
    assert points == ["points", "", "", "", "", "15", "15"]
    assert sofja == ["sofja", "", "", "s@x", "", "", ""]
    assert ada == ["ada", "Ada", "King, Countess", "a@x", "Tuesday", "13.5", "0"]
