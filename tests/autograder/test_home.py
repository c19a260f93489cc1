"""What `check` knows of the cells of a notebook."""

import json
import subprocess
import sys

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.home import CellRun, find_outdated

SETUP = "import numpy as np\nfrom autograder import check"
RIGHT = "def predict(w, b, x):\n    return int(np.dot(w, x) + b >= 0)"
BROKEN = RIGHT.replace("x):", "x)")
CHECK = 'check("01-perceptron-update/predict")'
ENDLESS = "def predict(w, b, x):\n    while True:\n        pass"

NOTEBOOK = """
import json, sys
from autograder.home import watch_runs
from autograder.sandbox.shell import RECORDER, make_shell

cells, shown = json.load(sys.stdin), []
shell = make_shell()
watch_runs()  # a notebook's kernel has its shell first, and then imports
for cell, source in cells:
    shell.run_cell(source, store_history=True, cell_id=cell)
    shown.append(RECORDER.take_outputs())
json.dump(shown, sys.__stdout__)
"""
"""Runs cells, each with the id of its place in a notebook, as JupyterLab's kernel does."""


def run(*cells: tuple[str, str]) -> list[list[dict]]:
    """Run cells after the setup, and return their outputs."""
    given = json.dumps([("setup", SETUP), *cells])
    done = subprocess.run(
        [sys.executable, "-c", NOTEBOOK], input=given, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)[1:]


def reports(*answers: str) -> list[str]:
    """What the check says after each of these was run in the cell of the answer."""
    shown = run(*(pair for answer in answers for pair in (("answer", answer), ("check", CHECK))))
    return [outputs[0]["data"]["text/plain"] for outputs in shown[1::2]]


def test_a_cell_that_failed_does_not_pass_by_its_earlier_run():
    first, second, third = reports(RIGHT, BROKEN, RIGHT)
    assert "all right" in first
    assert "0 of 2 points" in second
    assert "The `predict` in memory is from an earlier run" in second
    assert "the cell that should define it stopped with SyntaxError" in second
    assert "all right" in third


def test_a_cell_that_never_ran_through_says_why():
    (said,) = reports(BROKEN)
    assert "There is no `predict` yet: the cell that should define it stopped" in said


def test_a_cell_that_stopped_before_the_function_is_told_from_one_that_stopped_after():
    other = RIGHT.replace("int(", "1 * int(")
    _, before, after = reports(RIGHT, f"1 / 0\n{other}", f"{other}\n1 / 0")
    assert "The `predict` in memory is from an earlier run" in before
    assert "stopped with ZeroDivisionError" in before
    assert "all right" in after


def test_a_function_from_elsewhere_is_as_good():
    *_, (report, _) = run(
        ("other", RIGHT.replace("predict", "unit")),
        ("answer", "predict = unit\n1 / 0"),
        ("check", CHECK),
    )
    assert "all right" in report["data"]["text/plain"]


def test_a_function_that_was_renamed_is_missed_and_may_move():
    renamed = RIGHT.replace("predict", "predicted")
    _, broken, missed, found = reports(RIGHT, BROKEN, renamed, f"{renamed}\npredict = predicted")
    assert "stopped with SyntaxError" in broken
    assert "its cell does not define that name any more" in missed
    assert "all right" in found
    *_, (report, _) = run(
        ("answer", RIGHT), ("other", RIGHT), ("answer", "1 + 1"), ("check", CHECK)
    )
    assert "all right" in report["data"]["text/plain"]


def test_a_check_that_is_interrupted_says_so_in_one_line():
    interrupt = "import os, signal, threading\n"
    interrupt += "threading.Timer(1, os.kill, [os.getpid(), signal.SIGINT]).start()\n"
    *_, (error,) = run(("answer", ENDLESS), ("check", interrupt + CHECK))
    assert error["traceback"] == ["You stopped the check before it was done."]


def test_an_endless_loop_is_stopped_and_asked_about():
    sooner = "from autograder import home\nhome.SECONDS = 0.5"
    *_, (report, _) = run(("other", sooner), ("answer", ENDLESS), ("check", CHECK))
    said = report["data"]["text/plain"]
    assert "it took too long and was stopped. Does a loop in it come to an end" in said


def test_cells_need_no_ids():
    """Neither nbgrader's Validate nor a plain run of the notebook tells any."""
    cells = (SETUP, RIGHT, CHECK, BROKEN, CHECK)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, timeout=60, allow_errors=True).execute()
    before, after = (notebook.cells[n].outputs[0].data["text/plain"] for n in (2, 4))
    assert "all right" in before
    assert "from an earlier run" in after


@pytest.mark.parametrize(
    "source",
    [
        "direction = [-1, -1, 1, 1",
        "a, direction = [-1, -1, 1, 1",
        "direction: list = (",
        "from mine import direction (",
    ],
)
def test_a_variable_is_followed_too(source):
    runs = [CellRun(None, "direction = 1"), CellRun(None, source, SyntaxError())]
    assert "The `direction` in memory is from an earlier run" in find_outdated(runs, "direction", 1)


@pytest.mark.parametrize(
    "source",
    [
        "predict(np.ones(2), 1, np.ones(2)",
        "def other(x)",
        "w = predict(np.ones(2), b=1, x=None)",
        "print(predict, end=''",
        "def train():\n    predict = 3\n    return",
        "# predict = 3\n1 / 0",
        "predict == 3 and",
    ],
)
def test_other_cells_may_fail(source):
    runs = [CellRun("a", RIGHT), CellRun("b", source, SyntaxError())]
    assert find_outdated(runs, "predict", max) == ""
