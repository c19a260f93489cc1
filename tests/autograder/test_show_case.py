"""A case in which an answer fails, as a student sees it: what went in and came out, no more."""

import numpy as np
import pytest

import autograder
from autograder.grade import grade
from autograder.home import HomeAnswer
from autograder.questions import load_questions
from autograder.show_case import get_case, show_case, write_case, write_failed

QUESTIONS = load_questions()


def shown(question: str, names: dict) -> str:
    answer = HomeAnswer({"np": np} | names)
    return write_failed(grade(question, answer), answer)


def test_a_case_says_what_went_in_and_what_came_out():
    said = shown("01-perceptron-update/update", {"update": lambda w, b, x, y, eta: (w, 7)})
    lines = said.splitlines()
    assert lines[:2] == ["import numpy as np", ""]
    assert lines[2].startswith("w = np.array([")
    assert "update(w, b, x, y, eta)" in lines
    assert lines[-1].startswith("# your answer: (np.array([")
    assert lines[-1].endswith(", 7)")


@pytest.mark.parametrize("question", [q for q in QUESTIONS if "direction" not in q])
def test_every_case_can_be_pasted(question):
    """The code gives the function the very arguments of the case, whatever these are."""
    function = QUESTIONS[question].function
    calls: list[tuple] = []

    def answer(*given):
        calls.append(given)

    for number in range(QUESTIONS[question].cases):
        code = write_case(QUESTIONS[question], [number], HomeAnswer({function: answer}))
        calls.clear()
        exec(code, {function: answer})
        for mine, its in zip(calls[0], get_case(question, number), strict=True):
            if not callable(its) and not isinstance(its, np.random.Generator):
                assert type(mine) is type(its)
                if not isinstance(its, list) or not callable(its[0]):
                    np.testing.assert_equal(mine, its)


def test_a_question_about_a_variable_has_nothing_to_show():
    """Its case is what is expected."""
    question = "01-perceptron-update/direction"
    assert get_case(question, 0) == ()
    assert shown(question, {"direction": [1, 1, 1, 1]}) == ""


def test_a_right_answer_and_one_that_is_not_there_have_no_case():
    right = {"predict": lambda w, b, x: int(np.dot(w, x) + b >= 0)}
    assert shown("01-perceptron-update/predict", right) == ""
    assert shown("01-perceptron-update/predict", {}) == ""


def test_a_crash_is_told_with_its_case():
    said = shown("01-perceptron-update/update", {"update": lambda w, b, x, y, eta: 1 / 0})
    assert "# `update` stopped with ZeroDivisionError" in said


def test_a_case_can_be_asked_for(capsys, monkeypatch):
    monkeypatch.setitem(globals(), "multiplications", lambda L: (0, 0, 0, 0))
    show_case("03-three-layer/cost")
    assert "multiplications(L)\n# your answer: (0, 0, 0, 0)" in capsys.readouterr().out
    show_case("03-three-layer/cost", 1)
    assert "L = " in capsys.readouterr().out
    with pytest.raises(ValueError, match="number should be from 0 to"):
        show_case("03-three-layer/cost", 99)
    assert autograder.show_case is show_case
