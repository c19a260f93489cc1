"""Downloads as Canvas and Moodle make them, and what lies in the course's folders then."""

import os
import zipfile
from datetime import UTC, datetime

import pytest
from traitlets.config import Config

from autograder.classroom import read_download as read_download_module
from autograder.classroom.course import Classroom, CourseError
from autograder.classroom.import_submissions import Imported, import_downloads
from autograder.classroom.read_download import DownloadError, read_download

ASSIGNMENT = "03-three-layer"
OTHER = "04-logistic-graph"
NOON = (2026, 10, 5, 12, 0, 0)


@pytest.fixture
def course(classroom) -> Classroom:
    """Two assignments, and three students of whom two share a name."""
    for assignment in (ASSIGNMENT, OTHER):
        classroom.assign(assignment)
    classroom.student("ada", first_name="Ada", last_name="King", lms_user_id="7")
    classroom.student("emmy", first_name="Emmy", last_name="Nöther", email="emmy.n@x")
    classroom.student("emmy2", first_name="Emmy", last_name="Nöther", lms_user_id="9")
    settings = Config()
    settings.CourseDirectory.root = str(classroom.root)
    settings.CourseDirectory.db_url = f"sqlite:///{classroom.root}/classroom/gradebook.db"
    settings.CourseDirectory.submitted_directory = "classroom/submitted"
    return Classroom(settings)


@pytest.fixture
def make_zip(tmp_path):
    def make(files: dict[str, str], when=NOON):
        path = tmp_path / "submissions.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in files.items():
                archive.writestr(zipfile.ZipInfo(name, when), text)
        return path

    return make


@pytest.fixture
def make_folder(tmp_path):
    def make(files: dict[str, str]):
        for name, text in files.items():
            path = tmp_path / "download" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return tmp_path / "download"

    return make


def bring_in(course: Classroom, source, assignment: str | None = None) -> Imported:
    with course.gradebook() as gradebook:
        return import_downloads(course, gradebook, read_download(source), assignment)


def read_folder(course: Classroom, student: str, assignment: str = ASSIGNMENT) -> dict[str, str]:
    folder = course.folder("submitted", assignment, student)
    return {p.relative_to(folder).as_posix(): p.read_text() for p in folder.rglob("*.*")}


def test_canvas_tells_who_it_is_by_number_and_which_attempt_is_the_last(course, make_zip):
    source = make_zip(
        {
            "kingada_7_101_03-three-layer.ipynb": "first",
            "kingada_7_102_03-three-layer-2.ipynb": "third",
            "kingada_7_103_03-three-layer-1.ipynb": "second",
            "kingada_7_104_data.csv": "1,2",
            "nothernobody_55_105_03-three-layer.ipynb": "whose?",
        }
    )
    imported = bring_in(course, source)
    assert imported.new == ["ada"]
    assert imported.unmatched == [
        "nothernobody (55), 03-three-layer.ipynb: nobody on the roster is called so; "
        "see autograder roster"
    ]
    found = read_folder(course, "ada")
    when = datetime(*NOON).astimezone().timestamp()
    written = datetime.fromisoformat(found.pop("timestamp.txt").replace(" UTC", "+00:00"))
    assert written.timestamp() == when
    assert found == {"03-three-layer.ipynb": "third", "data.csv": "1,2"}


def test_who_is_late_in_canvas_is_late_in_the_gradebook_too(course, make_zip):
    with course.gradebook() as gradebook:
        gradebook.update_or_create_assignment(ASSIGNMENT, duedate="2026-11-01 12:00:00 UTC")
    source = make_zip({"kingada_LATE_7_101_03-three-layer.ipynb": "late"})
    assert bring_in(course, source).late == ["ada"]
    assert read_folder(course, "ada")["timestamp.txt"] == "2026-11-01 12:00:01 UTC"


def test_nobody_is_late_by_the_time_of_the_download(course, make_zip):
    with course.gradebook() as gradebook:
        gradebook.update_or_create_assignment(ASSIGNMENT, duedate="2026-10-01 12:00:00 UTC")
    assert bring_in(course, make_zip({"kingada_7_101_03-three-layer.ipynb": "one"})).late == []
    assert read_folder(course, "ada")["timestamp.txt"] == "2026-10-01 12:00:00 UTC"
    moodle = {
        f"{name}_50{number}_assignsubmission_file_/03-three-layer.ipynb": "two"
        for number, name in enumerate(("Ada King", "Emmy"))
    }
    imported = bring_in(course, make_zip(moodle))
    assert (imported.again, imported.untimed) == (["ada"], ["ada"])
    assert read_folder(course, "ada")["timestamp.txt"] == "2026-10-01 12:00:00 UTC"


def test_times_that_differ_tell_who_is_late(course, make_folder):
    with course.gradebook() as gradebook:
        gradebook.update_or_create_assignment(ASSIGNMENT, duedate="2026-10-01 12:00:00 UTC")
    days = {"ada/03-three-layer.ipynb": 28, "emmy/03-three-layer.ipynb": 29}
    source = make_folder(dict.fromkeys(days, "answers"))
    for name, day in days.items():
        when = datetime(2026, 10, day, 8, 0, tzinfo=UTC).timestamp()
        os.utime(source / name, (when, when))
    assert bring_in(course, source).untimed == []
    assert read_folder(course, "emmy")["timestamp.txt"] == "2026-10-29 08:00:00 UTC"


def test_moodle_tells_names_and_those_who_share_one_are_left_to_a_person(course, make_zip):
    source = make_zip(
        {
            "Ada King_501_assignsubmission_file_/03-three-layer (1).ipynb": "ada's",
            "Ada King_501_assignsubmission_onlinetext_/onlinetext.html": "dear all",
            "Emmy Nöther_502_assignsubmission_file_/03-three-layer.ipynb": "whose?",
        }
    )
    imported = bring_in(course, source)
    assert imported.new == ["ada"]
    assert imported.unmatched == [
        "Emmy Nöther (502), 03-three-layer.ipynb: may be emmy or emmy2",
    ]
    found = read_folder(course, "ada")
    assert found["03-three-layer.ipynb"] == "ada's"
    assert found["onlinetext.html"] == "dear all"


def test_two_in_a_download_who_may_be_the_same_student_are_both_left_out(course, make_zip):
    files = {
        f"Ada King_{number}_assignsubmission_file_03-three-layer.ipynb": f"{number}"
        for number in (501, 502)
    }
    imported = bring_in(course, make_zip(files))
    assert [problem.rpartition(": ")[2] for problem in imported.unmatched] == 2 * [
        "more than one in this download may be ada"
    ]
    assert not course.folder("submitted", ASSIGNMENT, "ada").exists()


def test_a_folder_of_folders_is_read_also_within_another_one(course, make_folder):
    students = ("ada", "emmy.n", "stranger")
    source = make_folder({f"batch/{student}/my answers.ipynb": student for student in students})
    imported = bring_in(course, source, OTHER)
    assert imported.new == ["ada", "emmy"]
    assert imported.unmatched[0].startswith("stranger, my answers.ipynb: nobody on the roster")
    assert read_folder(course, "emmy", OTHER)["04-logistic-graph.ipynb"] == "emmy.n"


def test_importing_again_brings_what_is_other_and_not_older(course, make_zip):
    name = "kingada_7_101_03-three-layer.ipynb"
    bring_in(course, make_zip({name: "one"}))
    assert bring_in(course, make_zip({name: "one"})).unchanged == ["ada"]
    assert bring_in(course, make_zip({name: "two"}, (2026, 10, 4, 0, 0, 0))).older == ["ada"]
    assert read_folder(course, "ada")["03-three-layer.ipynb"] == "one"
    assert bring_in(course, make_zip({name: "two"}, (2026, 10, 6, 0, 0, 0))).again == ["ada"]
    assert read_folder(course, "ada")["03-three-layer.ipynb"] == "two"


def test_nothing_is_guessed_where_names_say_no_assignment(course, make_zip):
    source = make_zip({"kingada_7_101_answers.ipynb": "?"})
    assert "see --assignment" in bring_in(course, source).unmatched[0]
    assert bring_in(course, source, ASSIGNMENT).new == ["ada"]
    with pytest.raises(CourseError, match="no assignment '09' in the gradebook; there are: 03-"):
        bring_in(course, source, "09")


@pytest.mark.parametrize(
    "name",
    [
        "../../eve.ipynb",
        "/etc/x.ipynb",
        "..\\eve.ipynb",
        "a\n/b.ipynb",
        "Ada King_12_assignsubmission_file_../eve.ipynb",
        "kingada_7_102_..",
    ],
)
def test_a_zip_with_paths_that_lead_out_of_it_is_refused_whole(course, make_zip, name):
    source = make_zip({"kingada_7_101_03-three-layer.ipynb": "one", name: "two"})
    with pytest.raises(DownloadError, match="nothing was imported"):
        bring_in(course, source)
    assert not course.folder("submitted", ASSIGNMENT, "ada").exists()


def test_links_in_a_zip_are_passed_over(course, tmp_path):
    path = tmp_path / "submissions.zip"
    link = zipfile.ZipInfo("kingada_7_102_secret.txt", NOON)
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("kingada_7_101_03-three-layer.ipynb", "one")
        archive.writestr(link, "/etc/passwd")
    bring_in(course, path)
    assert set(read_folder(course, "ada")) == {"03-three-layer.ipynb", "timestamp.txt"}


def test_a_number_that_is_another_s_counts_more_than_the_same_name(course, make_zip):
    source = make_zip({"kingada_8888_101_03-three-layer.ipynb": "of another Ada King"})
    assert bring_in(course, source).unmatched[0].startswith("kingada (8888), 03-three-layer.ipynb:")


def test_files_of_one_name_are_all_kept(course, make_zip):
    files = {f"kingada_7_{number}_data.csv": f"{number}" for number in (102, 103)}
    bring_in(course, make_zip({"kingada_7_101_03-three-layer.ipynb": "one", **files}))
    found = read_folder(course, "ada")
    assert (found["data.csv"], found["data (2).csv"]) == ("102", "103")


def test_a_time_that_a_folder_states_is_kept(course, make_folder):
    source = make_folder(
        {
            "ada/03-three-layer.ipynb": "one",
            "ada/timestamp.txt": "2026-10-01 08:00:00 UTC",
            "emmy/03-three-layer.ipynb": "two",
        }
    )
    assert bring_in(course, source).new == ["ada", "emmy"]
    assert read_folder(course, "ada")["timestamp.txt"] == "2026-10-01 08:00:00 UTC"
    assert bring_in(course, source).unchanged == ["ada", "emmy"]


def test_a_file_that_is_too_large_harms_no_other_submission(course, make_folder, monkeypatch):
    monkeypatch.setattr(read_download_module, "LARGEST_WITH_OUTPUTS", 10)
    names = {"ada": "far too much", "emmy": "little"}
    source = make_folder({f"{who}/03-three-layer.ipynb": text for who, text in names.items()})
    imported = bring_in(course, source)
    assert imported.new == ["emmy"]
    assert "cannot be read (too large)" in imported.unmatched[0]


def test_what_was_stopped_between_two_renames_is_compared_with(course, make_zip):
    source = make_zip({"kingada_7_101_03-three-layer.ipynb": "one"})
    bring_in(course, source)
    folder = course.folder("submitted", ASSIGNMENT, "ada")
    folder.rename(folder.with_name(f".{ASSIGNMENT}.old"))
    assert bring_in(course, source).unchanged == ["ada"]
    assert read_folder(course, "ada")["03-three-layer.ipynb"] == "one"


def test_what_is_odd_in_one_submission_harms_no_other(course, make_zip):
    source = make_zip(
        {
            "ada/03-three-layer.ipynb": "one",
            "ada/d": "a file",
            "ada/d/x.csv": "in a folder of that name",
            "emmy/03-three-layer.ipynb": "two",
        }
    )
    imported = bring_in(course, source)
    assert imported.new == ["emmy"]
    assert imported.unmatched[0].endswith("'d' is both a file and a folder")


def test_a_damaged_download_changes_nothing(course, make_zip):
    name = "kingada_7_101_03-three-layer.ipynb"
    bring_in(course, make_zip({name: "one"}))
    source = make_zip({name: "two" * 100})
    data = bytearray(source.read_bytes())
    data[60] ^= 255
    source.write_bytes(data)
    assert "damaged" in bring_in(course, source).unmatched[0]
    assert read_folder(course, "ada")["03-three-layer.ipynb"] == "one"
    source.write_bytes(b"<html>please log in")
    with pytest.raises(DownloadError, match="is no zip that can be read; download it again"):
        bring_in(course, source)
    with pytest.raises(FileNotFoundError, match="there is no"):
        bring_in(course, source.with_name("other.zip"))


def test_a_failure_on_the_way_leaves_what_was_there(course, make_zip, monkeypatch):
    name = "kingada_7_101_03-three-layer.ipynb"
    bring_in(course, make_zip({name: "one"}))

    def fail(*_: object) -> None:
        raise OSError("no space left")

    source = make_zip({name: "two"}, (2026, 10, 6, 0, 0, 0))
    monkeypatch.setattr(type(source), "write_bytes", fail)
    with pytest.raises(OSError, match="no space"):
        bring_in(course, source)
    monkeypatch.undo()
    assert read_folder(course, "ada")["03-three-layer.ipynb"] == "one"
    assert os.listdir(course.folder("submitted", ASSIGNMENT, "ada").parent) == [ASSIGNMENT]
