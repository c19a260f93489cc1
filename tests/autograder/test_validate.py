"""nbgrader's Validate on a student's notebook: it says what the check says."""

import nbformat
import pytest
from nbgrader.validator import Validator

from tests.autograder.test_home import BROKEN, ENDLESS, RIGHT

HASTY = "from autograder import check, home\n\nhome.SECONDS = 0.5"
STUB = "def predict(w, b, x):\n    raise NotImplementedError()"


def cell(source: str, grade_id: str, points: int = 0):
    made = nbformat.v4.new_code_cell(source)
    about = {"grade": points > 0, "grade_id": grade_id, "locked": True, "schema_version": 3}
    made.metadata["nbgrader"] = about | {"solution": False, "task": False}
    if points:
        made.metadata.nbgrader["points"] = points
    return made


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (STUB, "`predict` is not written yet."),
        (ENDLESS, "it took too long and was stopped. Does a loop in it"),
        (BROKEN, "There is no `predict` yet: the cell that should define it stopped"),
        (RIGHT.replace(" + b", ""), "Look first at `boundary`"),
    ],
)
def test_what_fails_is_told_as_the_check_tells_it(answer, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    sources = (f"import numpy as np\n{HASTY}", answer, RIGHT.replace("predict", "other"))
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(s) for s in sources])
    notebook.cells += [cell('check("01-perceptron-update/predict")', "check-predict", 2)]
    notebook.cells += [nbformat.v4.new_code_cell(f"predict = other\n{RIGHT}")]
    notebook.cells += [cell('check("01-perceptron-update/predict")', "check-again", 2)]
    nbformat.write(notebook, "work.ipynb")
    (failed,) = Validator().validate("work.ipynb")["failed"]
    assert told in failed["raw_error"]
    assert "0 of 2 points" in failed["raw_error"]
    assert "Partial credit" not in failed["raw_error"]
