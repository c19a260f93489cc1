"""Links from a hint to the lecture that it is about."""

import nbformat
import pytest

from autograder import feedback
from autograder.diagnosis.mistakes import CATALOGUE
from autograder.grade import grade
from autograder.lectures import find_section
from autograder.question.answer import Answer
from tests.support.lecture_text import LECTURES


@pytest.fixture
def beside_an_exercise(monkeypatch):
    monkeypatch.chdir(LECTURES[0].parents[1] / "exercises" / "01-perceptron-update")


def test_every_mistake_has_a_section_to_link_to(beside_an_exercise):
    sections = {mistake.section for mistake in CATALOGUE.values()}
    assert all(find_section(section).startswith("../../lectures/") for section in sections)
    path, _, cell = find_section("03 §6").partition("#cell-id=")
    assert path == "../../lectures/03-three-layer.ipynb"
    found = next(c for c in nbformat.read(path, as_version=4).cells if c.id == cell)
    assert "## 6. A loss, and the way back" in found.source


def test_what_is_not_there_is_not_linked(tmp_path, monkeypatch, beside_an_exercise):
    assert find_section("03 §99") == ""
    monkeypatch.chdir(tmp_path)
    assert find_section("03 §6") == ""


def test_a_page_away_from_the_lectures_names_the_section():
    result = grade(
        "01-perceptron-update/predict", Answer({"predict": lambda w, b, x: int(w @ x >= 0)})
    )
    page = feedback.format_html(result)
    assert "See lecture 01, section 1." in page
    assert "<a " not in page
    linked = feedback.format_html(result, 1, feedback.HomeExtras(links={"01 §1": "../x.ipynb#1"}))
    assert '<a href="../x.ipynb#1"' in linked
