"""The kill matrix tells which cases find a wrong answer out, and what none does."""

import re

import pytest

from autograder.authoring.kill_matrix import make_kill_matrix
from autograder.grade import HOME_SEED
from autograder.questions import find_question
from autograder.run_checks import draw_cases


def test_the_matrix_tells_which_cases_kill(bank_answer):
    answers = [
        bank_answer("right-dot", "def predict(w, b, x):\n    return int(w @ x + b >= 0)"),
        bank_answer("wrong-at-zero", "def predict(w, b, x):\n    return int(w @ x + b > 0)"),
        bank_answer("wrong-name", "def predicted(w, b, x):\n    return 1"),
        bank_answer("wrong-not-at-all", "def predict(w, b, x): return int(w @ x + b >= 0)"),
    ]
    question = "01-perceptron-update/predict"
    matrix = make_kill_matrix(question, answers)
    lines = "\n".join(matrix.format_lines()).splitlines()
    assert lines[0].split() == [question, "mistake", "boundary", "side"]
    table = {row[0]: row[2:] for row in (re.split(r"\s{2,}", line.strip()) for line in lines)}
    points = [case["boundary"] for case in draw_cases(find_question(question), HOME_SEED)]
    at_zero = " ".join(str(number) for number, point in enumerate(points) if point.z == 0)
    assert table["wrong-at-zero"] == [at_zero, "·"]
    assert table["wrong-name"] == ["0", "0"]
    assert "wrong-not-at-all" in matrix.survivors
    assert any(survivor.startswith("unit-without-bias (") for survivor in matrix.survivors)


def test_without_a_right_answer_nothing_is_known(bank_answer):
    with pytest.raises(ValueError, match="should hold a right answer to 01-perceptron-update"):
        make_kill_matrix("01-perceptron-update/predict", [bank_answer("wrong-one", "")])
