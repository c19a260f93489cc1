"""Collecting from a real exchange, in which students did what they should not."""

import logging
import os
import pwd
import re
import shutil
import socket
import stat
import sys
from datetime import datetime
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory

from autograder.classroom import safe_copy
from autograder.classroom.collect import SafeCollect
from tests.support import commands

ROOT = Path(__file__).parents[3]
ASSIGNMENT = "03-three-layer"
ME = pwd.getpwuid(os.getuid()).pw_name
EARLY, LATE = "2026-10-01 10:00:00.000000 UTC", "2026-10-02 10:00:00.000000 UTC"


def may(capability: int) -> bool:
    """Whether this process has a capability of Linux, by number; elsewhere, whether it is root."""
    try:
        held = Path("/proc/self/status").read_text().partition("CapEff:")[2].split()[0]
    except (OSError, IndexError):
        return os.getuid() == 0
    return bool(int(held, 16) >> capability & 1)


CHOWN, READ_ALL, MAKE_DEVICES = 0, 1, 27
needs_other_users = pytest.mark.skipif(
    not may(CHOWN), reason="a file of another user needs the right to give it away"
)
OTHERS = sorted((user for user in pwd.getpwall() if user.pw_uid != os.getuid()), key=lambda u: u[2])
ALICE, EVE = OTHERS[0], OTHERS[1]


class Exchange:
    """An exchange directory, and the course that collects from it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.inbound = root / "exchange" / "course" / "inbound"
        self.inbound.mkdir(parents=True)

    def hand_in(self, student: str, when: str, content: str = "mine", random: str = "abc") -> Path:
        """Hand in as `nbgrader submit` does; the folder is of whoever runs the tests."""
        folder = self.inbound / f"{student}+{ASSIGNMENT}+{when}+{random}"
        folder.mkdir()
        (folder / f"{ASSIGNMENT}.ipynb").write_text(content)
        (folder / "timestamp.txt").write_text(when)
        (folder / "submission_secret.txt").write_text("a secret")
        return folder

    def collect(self, **options) -> None:
        course = {
            name: options.pop(name)
            for name in tuple(options)
            if name in ("student_id", "max_file_size", "groupshared", "include")
        }
        coursedir = CourseDirectory(
            root=str(self.root),
            course_id="course",
            assignment_id=ASSIGNMENT,
            db_url=f"sqlite:///{self.root}/gradebook.db",
            **course,
        )
        SafeCollect(coursedir=coursedir, root=str(self.root / "exchange"), **options).start()

    def collected(self, student: str) -> dict[str, str]:
        """What was collected of a student: each file's path and content."""
        folder = self.root / "submitted" / student / ASSIGNMENT
        return {
            str(path.relative_to(folder)): path.read_text()
            for path in folder.rglob("*")
            if path.is_file()
        }

    def notebook(self, student: str) -> str | None:
        return self.collected(student).get(f"{ASSIGNMENT}.ipynb")


@pytest.fixture
def exchange(tmp_path) -> Exchange:
    return Exchange(tmp_path)


def give(folder: Path, user: pwd.struct_passwd) -> None:
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)


# --- whose it is --------------------------------------------------------------------------------


def test_the_newest_submission_of_its_owner_is_collected(exchange, caplog):
    exchange.hand_in(ME, EARLY, "first")
    exchange.hand_in(ME, LATE, "second")
    exchange.collect()
    assert exchange.collected(ME) == {
        f"{ASSIGNMENT}.ipynb": "second",
        "timestamp.txt": LATE,
        "submission_secret.txt": "a secret",
    }
    assert not [r for r in caplog.records if r.levelno >= logging.WARNING]


def test_a_submission_under_another_s_name_is_refused(exchange, caplog):
    forged = exchange.hand_in(ALICE.pw_name, LATE, "forged")
    exchange.hand_in(ME, EARLY)
    exchange.collect()
    assert exchange.notebook(ME) == "mine"
    assert not (exchange.root / "submitted" / ALICE.pw_name).exists()
    told = caplog.text
    assert str(forged) in told
    assert f"it bears the name of {ALICE.pw_name}, but belongs to {ME}" in told
    assert "check_owner = False" in told
    assert "1 refused" in told


@needs_other_users
def test_a_later_forgery_does_not_win_over_the_honest_submission(exchange, caplog):
    give(exchange.hand_in(ALICE.pw_name, EARLY, "honest"), ALICE)
    give(exchange.hand_in(ALICE.pw_name, LATE, "forged"), EVE)
    give(exchange.hand_in(EVE.pw_name, LATE, "eve's own"), EVE)
    exchange.collect()
    assert exchange.notebook(ALICE.pw_name) == "honest"
    assert exchange.notebook(EVE.pw_name) == "eve's own"
    assert f"belongs to {EVE.pw_name}" in caplog.text
    exchange.collect(update=True)
    assert exchange.notebook(ALICE.pw_name) == "honest"


@needs_other_users
def test_an_owner_whom_nobody_knows_is_refused(exchange, caplog):
    folder = exchange.hand_in(ALICE.pw_name, EARLY)
    unknown = max(user.pw_uid for user in pwd.getpwall() if user.pw_uid < 60000) + 1
    os.chown(folder, unknown, -1)
    exchange.collect()
    assert exchange.collected(ALICE.pw_name) == {}
    assert f"belongs to user number {unknown}" in caplog.text


def test_without_the_check_all_may_share_a_user(exchange, caplog):
    exchange.hand_in("alice", EARLY, "of alice")
    exchange.hand_in("bob+1", EARLY, "of bob")
    exchange.collect(check_owner=False)
    assert exchange.notebook("alice") == "of alice"
    assert exchange.notebook("bob+1") == "of bob"
    assert "Refused" not in caplog.text


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (f"..+{ASSIGNMENT}+{EARLY}+abc", "cannot be the name of a student"),
        (f"a\x1b[31mb+{ASSIGNMENT}+{EARLY}+abc", "cannot be the name of a student"),
        (f"x+{ASSIGNMENT}+yesterday-ish+abc", "'yesterday-ish' is no time"),
        (f"x+{ASSIGNMENT}+9999999999-01-01 00:00:00 UTC+abc", "is no time"),
        (f"x+{ASSIGNMENT}++", "its name is not student+assignment+time"),
    ],
)
def test_a_name_that_cannot_be_read_stops_nobody_else(name, reason, exchange, caplog):
    (exchange.inbound / name).mkdir()
    exchange.hand_in(ME, EARLY)
    exchange.collect(check_owner=False)
    assert exchange.notebook(ME) == "mine"
    assert os.listdir(exchange.root / "submitted") == [ME]
    assert reason in caplog.text
    assert "\x1b" not in caplog.text


def test_what_is_no_folder_is_refused(exchange, caplog, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / f"{ASSIGNMENT}.ipynb").write_text("somebody's")
    (exchange.inbound / f"{ME}+{ASSIGNMENT}+{LATE}+link").symlink_to(elsewhere)
    os.mkfifo(exchange.inbound / f"{ME}+{ASSIGNMENT}+{LATE}+pipe")
    exchange.hand_in(ME, EARLY)
    exchange.collect()
    assert exchange.notebook(ME) == "mine"
    assert "it is a link" in caplog.text
    assert "it is no folder" in caplog.text


def test_other_assignments_and_students_are_passed_over(exchange, caplog):
    (exchange.inbound / f"{ME}+04-logistic-graph+{EARLY}+abc").mkdir()
    exchange.hand_in(ALICE.pw_name, EARLY)
    exchange.hand_in(ME, EARLY)
    exchange.collect(student_id=ME)
    assert exchange.notebook(ME) == "mine"
    assert "Refused" not in caplog.text


def test_an_empty_exchange_is_told(exchange, caplog):
    exchange.collect()
    assert "No submissions" in caplog.text


# --- what is in it ------------------------------------------------------------------------------


def test_links_and_special_files_stay_behind(exchange, caplog, tmp_path, monkeypatch):
    secret = tmp_path / "gradebook.db"
    secret.write_text("the class's marks")
    folder = exchange.hand_in(ME, EARLY)
    (folder / "marks.csv").symlink_to(secret)
    (folder / "course").symlink_to(tmp_path)
    (folder / "nowhere").symlink_to("/not/there")
    os.mkfifo(folder / "pipe")
    (folder / "two\nlines.txt").touch()
    with socket.socket(socket.AF_UNIX) as listening, monkeypatch.context() as place:
        place.chdir(folder)  # the name of a socket may have 100 letters or so
        listening.bind("socket")
    (folder / "data").mkdir()
    (folder / "data" / "points.csv").write_text("1,2")
    (folder / "data" / "up").symlink_to("..")
    exchange.collect()
    kept = exchange.collected(ME)
    assert set(kept) == {
        f"{ASSIGNMENT}.ipynb",
        "timestamp.txt",
        "submission_secret.txt",
        "data/points.csv",
    }
    for name in ("marks.csv", "course", "nowhere", "data/up"):
        assert f"'{name}', a link" in caplog.text
    for name in ("pipe", "socket"):
        assert f"'{name}', neither file nor folder" in caplog.text
    assert r"'two\nlines.txt', its name cannot be printed" in caplog.text


def test_a_thousand_links_do_not_fill_the_log(exchange, caplog):
    folder = exchange.hand_in(ME, EARLY)
    for number in range(safe_copy.ENTRIES + 100):
        (folder / f"link{number}").symlink_to("/")
    exchange.collect()
    assert exchange.notebook(ME) == "mine"
    assert len(caplog.records) < 30
    assert re.search(r"\d{3} more", caplog.text)


@needs_other_users
def test_a_hard_link_to_somebody_else_s_file_stays_behind(exchange, caplog, tmp_path):
    marks = tmp_path / "marks.csv"
    marks.write_text("of the instructor")
    folder = exchange.hand_in(ALICE.pw_name, EARLY)
    give(folder, ALICE)
    (folder / "marks.csv").hardlink_to(marks)
    exchange.collect()
    assert exchange.notebook(ALICE.pw_name) == "mine"
    assert "marks.csv" not in exchange.collected(ALICE.pw_name)
    assert f"'marks.csv', belongs to {ME}" in caplog.text


@pytest.mark.skipif(not may(MAKE_DEVICES), reason="making a device needs the right to")
def test_a_device_stays_behind(exchange, caplog):
    folder = exchange.hand_in(ME, EARLY)
    os.mknod(folder / "zero", stat.S_IFCHR | 0o666, os.makedev(1, 5))
    exchange.collect()
    assert exchange.notebook(ME) == "mine"
    assert "'zero', neither file nor folder" in caplog.text


@pytest.mark.skipif(may(READ_ALL), reason="this process may read everything")
def test_a_file_that_cannot_be_read_stays_behind(exchange, caplog):
    folder = exchange.hand_in(ME, EARLY)
    (folder / "notes.txt").touch(mode=0)
    exchange.collect()
    assert exchange.notebook(ME) == "mine"
    assert "'notes.txt', cannot be opened" in caplog.text


def test_too_much_stays_behind_and_notebooks_come_first(exchange, caplog, monkeypatch):
    monkeypatch.setattr(safe_copy, "SIZE", 200)
    monkeypatch.setattr(safe_copy, "ENTRIES", 6)
    folder = exchange.hand_in(ME, EARLY)
    (folder / "0-large.txt").write_text("x" * 300)
    (folder / "1-small.txt").write_text("x" * 50)
    for number in range(10):
        (folder / f"z{number}").touch()
    exchange.collect()
    kept = exchange.collected(ME)
    assert kept[f"{ASSIGNMENT}.ipynb"] == "mine"
    assert kept["1-small.txt"] == "x" * 50
    assert "0-large.txt" not in kept
    assert "'0-large.txt', beyond 200 bytes in all" in caplog.text
    assert "'z2', like all after it, beyond 6 files and folders" in caplog.text
    assert "z3" not in caplog.text


def test_a_file_of_a_terabyte_and_a_well_of_folders_stay_behind(exchange, caplog):
    folder = exchange.hand_in(ME, EARLY)
    with (folder / "hole").open("wb") as hole:
        hole.truncate(10**12)
    (folder / "/".join("deep" for _ in range(100))).mkdir(parents=True)
    exchange.collect()
    assert exchange.notebook(ME) == "mine"
    assert "'hole', larger than 100,000,000 bytes" in caplog.text
    assert f"deeper than {safe_copy.DEPTH} folders" in caplog.text


def test_nbgrader_s_own_limits_hold(exchange, caplog):
    folder = exchange.hand_in(ME, EARLY)
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "old.ipynb").touch()
    (folder / "big.csv").write_text("x" * 3000)
    (folder / "photo.png").touch()
    exchange.collect(max_file_size=2, include=["*.ipynb", "*.txt", "*.csv"], groupshared=True)
    assert set(exchange.collected(ME)) == {
        f"{ASSIGNMENT}.ipynb",
        "timestamp.txt",
        "submission_secret.txt",
    }
    assert "'big.csv', larger than 2,000 bytes" in caplog.text
    submitted = exchange.root / "submitted" / ME / ASSIGNMENT
    assert submitted.stat().st_mode & 0o2770 == 0o2770
    assert (submitted / f"{ASSIGNMENT}.ipynb").stat().st_mode & 0o660 == 0o660


@pytest.mark.parametrize("size", [3, 5])
def test_a_file_that_grows_or_shrinks_meanwhile_stays_behind(size, tmp_path, monkeypatch):
    source, target = tmp_path / "source", tmp_path / "target"
    source.mkdir()
    (source / "file").write_text("four")
    real = os.fstat

    def as_it_was(descriptor: int) -> os.stat_result:
        return os.stat_result((*real(descriptor)[:6], size, 0, 0, 0))

    monkeypatch.setattr(safe_copy.os, "fstat", as_it_was)
    copy = safe_copy.Copy(owner=os.getuid(), largest=100)
    opened = safe_copy.open_as_is(source)
    with safe_copy.closing(opened):
        copy.folder(opened, target)
    monkeypatch.undo()
    assert copy.left_out == [(Path("file"), "changed while it was copied")]
    assert list(target.iterdir()) == []


@pytest.mark.parametrize("content", [None, b"\xff\xfe", "folder"])
def test_time_and_secret_are_in_order_whatever_was_handed_in(content, exchange):
    """nbgrader reads both for the whole class, and stops at one that it cannot read."""
    folder = exchange.hand_in(ME, EARLY)
    for name in ("timestamp.txt", "submission_secret.txt"):
        (folder / name).unlink()
        if content == "folder":
            (folder / name / "more").mkdir(parents=True)
        elif content:
            (folder / name).write_bytes(content)
    exchange.collect()
    kept = exchange.collected(ME)
    assert kept["timestamp.txt"] == EARLY
    assert len(kept["submission_secret.txt"]) == 128
    exchange.hand_in(ME, LATE, "second")
    exchange.collect(update=True)
    assert exchange.notebook(ME) == "second"


# --- again and again ----------------------------------------------------------------------------


def test_only_update_replaces_and_only_by_a_newer_one(exchange):
    exchange.hand_in(ME, EARLY, "first")
    exchange.collect()
    shutil.rmtree(next(exchange.inbound.iterdir()))
    exchange.hand_in(ME, LATE, "second")
    exchange.collect()
    assert exchange.notebook(ME) == "first"
    exchange.collect(update=True)
    assert exchange.notebook(ME) == "second"
    shutil.rmtree(next(exchange.inbound.iterdir()))
    exchange.hand_in(ME, EARLY, "first again")
    exchange.collect(update=True)
    assert exchange.notebook(ME) == "second"


def test_the_last_one_before_the_due_date(exchange, monkeypatch):
    # A new gradebook calls a program of this environment by name.
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    with Gradebook(f"sqlite:///{exchange.root}/gradebook.db", "course") as gradebook:
        gradebook.add_assignment(ASSIGNMENT)
        gradebook.find_assignment(ASSIGNMENT).duedate = datetime(2026, 10, 1, 12)
        gradebook.db.commit()
    exchange.hand_in(ME, EARLY, "in time")
    exchange.hand_in(ME, LATE, "late")
    exchange.collect()
    assert exchange.notebook(ME) == "late"
    exchange.collect(before_duedate=True)
    assert exchange.notebook(ME) == "in time"


@pytest.mark.parametrize("stopped_at", ["copying", "renaming"])
def test_stopping_on_the_way_leaves_whole_submissions(stopped_at, exchange, monkeypatch):
    exchange.hand_in(ME, EARLY, "first")
    exchange.collect()
    exchange.hand_in(ME, LATE, "second")

    def stop(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if stopped_at == "copying":
            patch.setattr(safe_copy.Copy, "_file", stop)
        else:
            real = Path.rename
            patch.setattr(
                Path, "rename", lambda path, to: stop() if path.suffix == ".new" else real(path, to)
            )
        with pytest.raises(KeyboardInterrupt):
            exchange.collect(update=True)
    submitted = exchange.root / "submitted" / ME
    assert exchange.notebook(ME) == "first"
    exchange.collect(update=True)
    assert exchange.notebook(ME) == "second"
    assert [path.name for path in submitted.iterdir()] == [ASSIGNMENT]


# --- the real command ---------------------------------------------------------------------------


@pytest.fixture
def course(exchange, tmp_path) -> Path:
    """This course's configuration, and an exchange that it collects from; its `submitted`."""
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    shutil.move(exchange.inbound.parent, tmp_path / "exchange" / "backprop-by-hand")
    exchange.inbound = tmp_path / "exchange" / "backprop-by-hand" / "inbound"
    return tmp_path / "classroom" / "submitted"


def nbgrader_collect(root: Path, *options: str) -> str:
    exchange = f"--Exchange.root={root / 'exchange'}"
    done = commands.run("nbgrader", "collect", exchange, *options, ASSIGNMENT, cwd=root)
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_nbgrader_collects_so_in_this_course(exchange, course):
    exchange.hand_in(ME, EARLY)
    exchange.hand_in(ALICE.pw_name, LATE, "forged")
    told = nbgrader_collect(exchange.root)
    assert f"bears the name of {ALICE.pw_name}, but belongs to {ME}" in told
    assert os.listdir(course) == [ME]
    told = nbgrader_collect(exchange.root, "--ExchangeCollect.check_owner=False")
    assert "Refused" not in told
    assert set(os.listdir(course)) == {ME, ALICE.pw_name}


@needs_other_users
def test_nbgrader_lets_no_forgery_win_in_this_course(exchange, course):
    give(exchange.hand_in(ALICE.pw_name, EARLY, "honest"), ALICE)
    give(exchange.hand_in(ALICE.pw_name, LATE, "forged"), EVE)
    told = nbgrader_collect(exchange.root, "--update")
    assert f"bears the name of {ALICE.pw_name}, but belongs to {EVE.pw_name}" in told
    assert (course / ALICE.pw_name / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_text() == "honest"
