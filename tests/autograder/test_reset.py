"""An answer cell as it was released, and what a student had in it."""

import ast

import pytest
from IPython.core.interactiveshell import InteractiveShell

from autograder import home, reset
from autograder.questions import QuestionId, load_questions
from autograder.reset import read_released, reset_answer


@pytest.mark.parametrize("question", load_questions())
def test_every_question_has_a_released_cell(question):
    source = read_released(question)
    ast.parse(source)
    assert ("NotImplementedError" in source) != ("= ..." in source)
    assert load_questions()[question].function in source


class Notebook:
    """What `reset_answer` asks of IPython."""

    payload = ()

    def set_next_input(self, text: str, replace: bool) -> None:
        self.payload = (text, replace)


def test_the_cell_becomes_what_it_was_and_nothing_is_lost(monkeypatch, capsys):
    notebook = Notebook()
    monkeypatch.setattr(reset, "get_ipython", lambda: notebook)
    mine = "def predict(w, b, x):\n    return 1"
    monkeypatch.setattr(home, "_runs", [home.CellRun("a", mine), home.CellRun("a", "reset")])
    reset_answer("01-perceptron-update/predict")
    assert notebook.payload == (read_released(QuestionId("01-perceptron-update/predict")), True)
    assert mine in capsys.readouterr().out


def test_what_cannot_be_reset_is_told():
    with pytest.raises(RuntimeError, match="works in a notebook"):
        reset_answer("01-perceptron-update/predict")
    with pytest.raises(ValueError, match="is not known"):
        reset_answer("01-perceptron-update/predikt")


def test_ipython_has_what_is_asked_of_it():
    assert callable(InteractiveShell.set_next_input)
