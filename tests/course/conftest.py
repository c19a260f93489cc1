"""A released course, to be copied."""

import shutil
from collections.abc import Callable
from copy import copy
from functools import cache
from pathlib import Path

import pytest
from classes import PATIENCE, ROOT

from autograder.demo import Course


@pytest.fixture(scope="module")
def make_course(tmp_path_factory) -> Callable[..., Course]:
    """Copies a course whose assignments are released: nbgrader is slow to start."""

    @cache
    def pattern(*assignments: str) -> Course:
        course = Course(ROOT, tmp_path_factory.mktemp("pattern"))
        with (course.root / "nbgrader_config.py").open("a") as config:
            config.write(PATIENCE)
        for assignment in assignments:
            list(course.nbgrader("generate_assignment", assignment))
        return course

    def make(folder: Path, *assignments: str) -> Course:
        course = copy(pattern(*assignments))
        shutil.copytree(course.root, folder, dirs_exist_ok=True)
        course.root = folder
        return course

    return make
