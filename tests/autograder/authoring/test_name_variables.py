"""How answers are released: nothing in them stops a run of the whole notebook."""

import nbformat
import pytest

from autograder.authoring.name_variables import STUB, NameVariables

ABOUT = {"grade": False, "locked": False, "schema_version": 3, "solution": True, "task": False}


def release(source: str, **about) -> str:
    cell = nbformat.v4.new_code_cell(source)
    cell.metadata["nbgrader"] = ABOUT | {"grade_id": "direction"} | about
    cell, resources = NameVariables().preprocess_cell(cell, {"kept": 1}, 0)
    assert resources == {"kept": 1}
    return cell.source


@pytest.mark.parametrize(
    ("source", "released"),
    [
        (STUB, "direction = ..."),
        (f"# four numbers\n{STUB}", "# four numbers\ndirection = ..."),
        (f"def direction():\n    {STUB}", f"def direction():\n    {STUB}"),
    ],
)
def test_a_variable_stands_where_a_bare_stub_would_stop_a_run(source, released):
    assert release(source) == released


def test_other_cells_stay_as_they_are():
    assert release(STUB, solution=False) == STUB
