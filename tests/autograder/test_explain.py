"""What the lecture calls the values of an answer that is right."""

import numpy as np
import pytest

from autograder import explain
from autograder.explain import HEAD, NO_NAMES, NOT_YET, OPEN_ROWS, explain_answer
from autograder.home import HomeAnswer
from tests.support.bank import find_answer

QUESTION = "03-three-layer/gradients"


def explained(question: str, outcome: str) -> str:
    names = {"np": np, "__name__": "__main__"}
    find_answer(question, outcome).run(names)
    return explain_answer(question, HomeAnswer(names))


def test_every_value_of_a_right_answer_has_the_name_of_the_lecture():
    said = explained(QUESTION, "right-float32").splitlines()
    assert said[0] == HEAD
    assert "  ✓ line 8, `Z3`: Z3" in said
    assert "  ✓ line 9, `Do`: ∂J/∂Z3" in said
    assert "  ✓ line 10, `D2`: ∂J/∂Z2" in said


def test_a_value_without_a_name_is_said_to_be_no_mistake():
    said = explained(QUESTION, "right-class").splitlines()
    assert any(line.startswith("  · ") for line in said)
    assert said[-1] == OPEN_ROWS


def test_an_answer_that_is_not_right_yet_gets_what_its_check_says():
    said = explained(QUESTION, "wrong-sum")
    assert said.startswith(NOT_YET)
    assert "of 6 points" in said
    assert "∂J/∂" not in said


def test_an_answer_that_was_not_run_yet_and_a_question_without_names_are_told_so():
    assert "Run the cell that defines it" in explain_answer(QUESTION, HomeAnswer({}))
    assert explain_answer("01-perceptron-update/direction", HomeAnswer({})) == NO_NAMES


def test_an_unknown_question_is_answered_with_those_that_there_are():
    with pytest.raises(ValueError, match="03-three-layer/gradients"):
        explain("03-three-layer/gradient")


def test_it_is_printed_for_the_notebook_that_asks(capsys):
    exec(f"from autograder import explain\nexplain({QUESTION!r})", {})
    assert capsys.readouterr().out.startswith(NOT_YET)
