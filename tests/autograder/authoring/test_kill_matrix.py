"""The kill matrix tells which cases find a wrong answer out, and what none does."""

import pytest

from autograder.authoring.kill_matrix import make_kill_matrix


def test_the_matrix_tells_which_cases_kill(bank_answer):
    answers = [
        bank_answer("right-dot", "def predict(w, b, x):\n    return int(w @ x + b >= 0)"),
        bank_answer("wrong-at-zero", "def predict(w, b, x):\n    return int(w @ x + b > 0)"),
        bank_answer("wrong-name", "def predicted(w, b, x):\n    return 1"),
        bank_answer("wrong-not-at-all", "def predict(w, b, x): return int(w @ x + b >= 0)"),
    ]
    matrix = make_kill_matrix("01-perceptron-update/predict", answers)
    lines = "\n".join(matrix.format_lines()).splitlines()
    assert lines[0].split() == ["01-perceptron-update/predict", "mistake", "boundary", "side"]
    table = {line.split()[0]: line.split()[2:] for line in lines}
    assert table["wrong-at-zero"] == ["0", "·"]
    assert table["wrong-name"] == ["0", "0"]
    assert "wrong-not-at-all" in matrix.survivors
    assert any(survivor.startswith("unit-without-bias (") for survivor in matrix.survivors)


def test_without_a_right_answer_nothing_is_known(bank_answer):
    with pytest.raises(ValueError, match="should hold a right answer to 01-perceptron-update"):
        make_kill_matrix("01-perceptron-update/predict", [bank_answer("wrong-one", "")])
