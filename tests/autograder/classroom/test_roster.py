"""Lists of students as LMSs and spreadsheets write them, and what the gradebook has then."""

import json

import pytest
from traitlets.config import Config

from autograder.classroom.course import Classroom
from autograder.classroom.read_roster import Listed, RosterError, read_roster
from autograder.classroom.roster import enter_groups, enter_students, read_groups

PLAIN = "id,first_name,last_name,email,lms_user_id\nada,Ada,King,ada@x.org,7\n"

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,03-three-layer (77),Current Score
,,,,,Manual Posting,(read only)
    Points Possible,,,,,15,(read only)
"King, Ada",7,S-1,ada,Tuesday,,
"Noether, Emmy",8,S-2,emmy,"Monday, late",13,
"Student, Test",99,,0f3a99,Tuesday,,
"""

MOODLE = """\
\ufeff"First name",Surname,Username,"ID number","Email address",Groups
Ada,"King, Countess",ada,7,ada@x.org,"A, B"
"""

WINDOWS = (
    "sep=;\r\nUsername;First name;Last name\r\nsofja;Sofja;Kowalewskaja\r\nbjo;Björn;Größe\r\n"
)


def names(data: bytes) -> list[tuple[str, str, str]]:
    return [(one.id, one.first_name, one.last_name) for one in read_roster(data)]


def test_the_list_of_nbgrader_is_read():
    assert read_roster(PLAIN.encode()) == [
        Listed("ada", "Ada", "King", "ada@x.org", "7", line=2),
    ]


def test_canvas_gives_login_names_numbers_and_sections_and_no_rows_of_points():
    assert read_roster(CANVAS.encode()) == [
        Listed("ada", "Ada", "King", "", "7", "Tuesday", 4),
        Listed("emmy", "Emmy", "Noether", "", "8", "Monday, late", 5),
    ]
    unnamed = CANVAS.replace("SIS Login ID", "Something")
    assert [one.id for one in read_roster(unnamed.encode())] == ["7", "8"]


def test_moodle_gives_names_numbers_and_groups():
    (ada,) = read_roster(MOODLE.encode())
    assert ada == Listed("ada", "Ada", "King, Countess", "ada@x.org", "7", "A, B", 2)
    participants = "First name,Last name,Email address,Groups\nAda,King,ada.king@x.org,\n"
    assert names(participants.encode()) == [("ada.king", "Ada", "King")]
    worksheet = "Identifier,Full name,Email address\nParticipant 5,Ada King,ada@x.org\n"
    assert names(worksheet.encode()) == [("ada", "Ada", "King")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_spreadsheets_write_in_many_ways(encoding):
    assert names(WINDOWS.encode(encoding))[1] == ("bjo", "Björn", "Größe")
    tabs = WINDOWS.replace("sep=;\r\n", "").replace(";", "\t")
    assert names(tabs.encode(encoding))[1] == ("bjo", "Björn", "Größe")


def test_quoted_names_may_hold_anything():
    text = 'Username;Full name\nada;"King; ""Ada"""\n\nemmy;"Noether,\nEmmy"\n;\n'
    assert names(text.encode()) == [
        ("ada", "King;", '"Ada"'),
        ("emmy", "Emmy", "Noether"),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the file is empty; its first line should name the columns"),
        ("Full name\nAda\n", "line 1: no column says who is who. One should be called 'id', "),
        ("id\n", "names no student"),
        ("id,email\nada,none\n", "line 2, column 'email': should be a mail address, as"),
        ("id,name\nada,Ada\n,Bob\n", "line 3, column 'id': should say who this is, not ''"),
        ("id\nada\n\nada\n", "line 4: 'ada' stands in line 2 already"),
        ("id,lms id\nada,7\nbob,7\n", "line 3: '7' stands in line 2 already"),
        ("Login\n../../eve\n", "line 2, column 'Login': should be fit to be the name of a folder"),
        ("id\na" + 200 * "b" + "\n", "line 2, column 'id': should be one line of at most 128"),
        ("id,name\nada,King, Ada\n", "line 2: 3 cells under 2 headings; a cell with a comma"),
        ("PK\x03\x04 xl", "this is a workbook, not a CSV file: save it as CSV first"),
    ],
)
def test_faults_are_told_with_their_place(text, told):
    with pytest.raises(RosterError) as caught:
        read_roster(text.encode())
    assert told in str(caught.value)


def test_what_is_in_no_known_encoding_is_told_with_its_line():
    with pytest.raises(RosterError, match="line 2: a character is neither UTF-8"):
        read_roster(b"id\nj\x81rg\n")


def test_all_faults_are_told_but_not_hundreds():
    with pytest.raises(RosterError) as caught:
        read_roster(b"id,email\n" + b"".join(b"s%d,wrong\n" % n for n in range(40)))
    assert len(str(caught.value).splitlines()) == 11
    assert str(caught.value).endswith("and 30 more")


# --- into the gradebook ---------------------------------------------------------------------------


@pytest.fixture
def course(classroom) -> Classroom:
    settings = Config()
    settings.CourseDirectory.root = str(classroom.root)
    settings.CourseDirectory.db_url = f"sqlite:///{classroom.root}/classroom/gradebook.db"
    return Classroom(settings)


def enter(course: Classroom, text: str):
    students = read_roster(text.encode())
    with course.gradebook() as gradebook:
        entered = enter_students(gradebook, students)
    enter_groups(course, students, entered)
    return entered


def test_a_roster_is_entered_once_and_told_what_changed(course):
    first = enter(course, CANVAS)
    assert (first.new, first.changed, first.unlisted) == (["ada", "emmy"], {}, [])
    again = enter(course, CANVAS)
    assert (again.new, again.changed, again.unchanged) == ([], {}, ["ada", "emmy"])
    third = enter(course, "id,email,group,first_name\nada,a@x,Friday,\nbob,,,\n")
    assert third.new == ["bob"]
    assert third.changed == {"ada": ["email empty → a@x", "group Tuesday → Friday"]}
    assert third.unlisted == ["emmy"]
    with course.gradebook() as gradebook:
        ada = gradebook.find_student("ada")
        assert (ada.first_name, ada.lms_user_id, ada.email) == ("Ada", "7", "a@x")
        assert {str(one.id) for one in gradebook.students} == {"ada", "bob", "emmy"}
    assert read_groups(course) == {"ada": "Friday", "emmy": "Monday, late"}
    assert json.loads((course.root / "classroom" / "groups.json").read_text())["ada"] == "Friday"


def test_a_list_that_fails_half_way_enters_nobody(course, monkeypatch):
    students = read_roster(PLAIN.encode())
    with course.gradebook() as gradebook, monkeypatch.context() as patch:
        patch.setattr(gradebook.db, "commit", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            enter_students(gradebook, students)
    with course.gradebook() as gradebook:
        assert gradebook.students == []
