"""The gradebook of a course, while another program holds it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Engine
from traitlets.config import Config

from autograder.classroom import autograde
from autograder.classroom.course import Classroom, CourseError


@pytest.fixture
def classroom(tmp_path) -> Iterator[Classroom]:
    """A course that waits for its gradebook as those do that use nbgrader_config.py."""
    settings = Config()
    settings.CourseDirectory.db_url = f"sqlite:///{tmp_path / 'gradebook.db'}"
    event.listen(Engine, "connect", autograde.wait_for_others)
    yield Classroom(settings)
    event.remove(Engine, "connect", autograde.wait_for_others)


def test_a_gradebook_is_waited_for(classroom):
    engine = create_engine(classroom.directory().db_url)
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA busy_timeout")).scalar() == 1000 * autograde.PATIENCE
    engine.dispose()


def test_a_gradebook_that_another_program_keeps_is_told(classroom, tmp_path, monkeypatch):
    monkeypatch.setattr(autograde, "PATIENCE", 0)
    with closing(sqlite3.connect(tmp_path / "gradebook.db")) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(CourseError, match=r"\(database is locked\)\. Another program may be"):
            classroom.gradebook()
