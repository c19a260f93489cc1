"""What is written of a result into a notebook is what is read back, and nothing else is."""

import json
import re

import pytest

from autograder import feedback
from autograder.grade import Part, Result, grade
from autograder.question.answer import Answer, AnswerError
from autograder.questions import QuestionId
from tests.support.contrast import TEXT, contrast

PREDICT = QuestionId("01-perceptron-update/predict")
RESULTS = {
    "right": grade(PREDICT, Answer({"predict": lambda w, b, x: int(w @ x + b >= 0)})),
    "known mistake": grade(PREDICT, Answer({"predict": lambda w, b, x: int(w @ x >= 0)})),
    "missing": grade(PREDICT, Answer({})),
}


def notebook(tmp_path, *cells: tuple[str, list[dict]]):
    """A graded notebook with cells of these names and outputs."""
    path = tmp_path / "graded.ipynb"
    written = [
        {"metadata": {"nbgrader": {"grade_id": name}}, "outputs": outputs}
        for name, outputs in cells
    ]
    path.write_text(json.dumps({"cells": [{"metadata": {}}, *written]}))
    return path


@pytest.mark.parametrize("result", RESULTS.values(), ids=RESULTS)
def test_what_was_written_is_read_back(result, tmp_path):
    path = notebook(tmp_path, ("check-predict", feedback.write_outputs(result, 1.5, 3)))
    (found,) = feedback.read_findings(path, "01-perceptron-update").items()
    written = [tuple(mistake.values()) for mistake in feedback.make_data(result)["mistakes"]]
    assert found == (PREDICT, feedback.Finding(tuple(written), "", result.trouble))


WAITING = Result(
    PREDICT,
    (Part("boundary", 1), Part("side", 1, judged=False)),
    (),
    defect="ValueError in cases.py, line 7",
)


def test_where_checks_failed_it_is_said_whose_fault_it_is_and_what_counts_already():
    text = feedback.format_text(WAITING)
    assert "1 of 2 points – waits for a person" in text
    assert "✓ boundary" in text
    assert "? side" in text
    assert "our fault and not yours" in text
    assert f"{PREDICT}, ValueError in cases.py, line 7." in text
    page = feedback.format_html(WAITING)
    assert "our fault and not yours" in page
    assert "✗" not in page
    assert "our fault" in feedback.format_comment(WAITING)
    complete = Result(PREDICT, (Part("boundary", 2),), (), defect="ValueError in cases.py, line 7")
    assert "our fault" in feedback.format_comment(complete)
    assert [o["output_type"] for o in feedback.write_outputs(WAITING, None, 3)] == ["display_data"]


def test_a_limit_is_read_back(tmp_path):
    class Endless(Answer):
        def forbid_calls(self, forbidden):
            return self

        def call(self, name, *arguments):
            raise AnswerError("time", "It took too long.")

    outputs = feedback.write_outputs(grade(PREDICT, Endless({})), 0.0, 1)
    found = feedback.read_findings(
        notebook(tmp_path, ("check-predict", outputs)), "01-perceptron-update"
    )
    assert found[PREDICT].stopped == "time"


def test_nbgrader_reads_the_score_and_a_browser_the_report():
    shown, score = feedback.write_outputs(RESULTS["known mistake"], 1.5, 3)
    assert score["data"] == {"text/plain": "1.5", "text/html": feedback.SCORE_HTML}
    assert score["execution_count"] == 3
    assert shown["data"].keys() == {"text/plain", "text/html"}


@pytest.mark.parametrize("cell", ["predict", "check-gates", "checkxpredict", "my-check-predict"])
def test_no_other_cell_tells_of_a_question(cell, tmp_path):
    path = notebook(tmp_path, (cell, feedback.write_outputs(RESULTS["known mistake"], 0.0, 1)))
    assert feedback.read_findings(path, "01-perceptron-update") == {}


def test_no_other_assignment_is_told_of(tmp_path):
    path = notebook(
        tmp_path, ("check-predict", feedback.write_outputs(RESULTS["known mistake"], 0.0, 1))
    )
    assert feedback.read_findings(path, "03-three-layer") == {}


def test_a_notebook_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    path = notebook(tmp_path)
    monkeypatch.setattr(feedback, "LARGEST_GRADED_NOTEBOOK", 10)
    with pytest.raises(ValueError, match="more than 10 bytes"):
        feedback.read_findings(path, "01-perceptron-update")


def test_a_comment_tells_the_points_and_each_hint():
    assert feedback.format_comment(RESULTS["right"]) == ""
    said = feedback.format_comment(RESULTS["known mistake"])
    assert said.startswith("0 of 2 points.\n\n- ")
    assert all(hint.text in said for hint in RESULTS["known mistake"].hints)


def test_a_report_is_read_on_its_own_paper():
    for failed in ((), (1,)):
        page = feedback.format_html(Result("03-three-layer/output", (Part("dWo", 1, failed),), ()))
        (paper,) = re.findall(r"background:(#\w+)", page)
        inks = re.findall(r"(?<!-)color:(#\w+)|solid (#\w+)", page)
        assert len(inks) == 3
        for ink in map("".join, inks):
            assert contrast(ink, paper) >= TEXT
