"""The sample class that shows a new user what there is to see."""

import re
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.classroom.demo import (
    SAMPLE,
    SAMPLE_CLASS,
    SampleCourse,
    SampleResult,
    grade_sample_class,
)
from tests.support.classes import ROOT


def kept_files() -> dict[Path, bytes]:
    """Everything in the checkout that is neither hidden nor ignored by git."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (ROOT / name for name in listed.stdout.splitlines())
    return {path: path.read_bytes() for path in paths if path.is_file()}


@pytest.mark.deep
def test_demo_gives_each_submission_the_score_that_its_answers_state(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(ROOT)
    before = kept_files()
    rows = grade_sample_class(ROOT)
    assert len(rows) == len(SAMPLE_CLASS) * len(SAMPLE)
    assert len(SAMPLE_CLASS) >= 8
    for row in rows:
        assert row.scores == row.expected, row.student
    out, err = capsys.readouterr()
    steps = 2 * len(rows) + len(SAMPLE)
    assert f" {steps}/{steps} " in err
    assert re.search(r"output: [a-z]+-[a-z-]+", out)
    where = Path(out.partition("feedback pages")[2].split()[0])
    assert len(list(where.rglob("*.html"))) == len(rows)
    with sqlite3.connect(where.parent / "gradebook.db") as gradebook:
        assert gradebook.execute("select count(*) from student").fetchone() == (len(SAMPLE_CLASS),)
    assert kept_files() == before
    shutil.rmtree(where.parent.parent)


@pytest.mark.parametrize(("score", "status"), [(2.0, 0), (1.0, 1)])
def test_the_demo_fails_if_a_score_is_not_as_stated(score, status, monkeypatch, capsys):
    """No real class can show this: its scores are as stated."""
    row = SampleResult("01-perceptron-update", "somebody", {"predict": score}, {"predict": 2.0}, ())
    monkeypatch.setattr("autograder.classroom.demo.grade_sample_class", lambda checkout: [row])
    assert main(["demo"]) == status
    assert ("somebody should have got" in capsys.readouterr().err) == bool(status)


def test_demo_outside_a_checkout_says_what_is_missing(tmp_path):
    with pytest.raises(FileNotFoundError, match="should hold nbgrader_config"):
        grade_sample_class(tmp_path)


@pytest.mark.deep  # nbgrader starts anew
def test_a_failing_command_shows_its_log(tmp_path):
    with pytest.raises(RuntimeError, match="nbgrader autograde 99-unknown failed"):
        list(SampleCourse(ROOT, tmp_path).nbgrader("autograde", "99-unknown"))
