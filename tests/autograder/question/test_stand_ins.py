"""Correct functions stand in for those of earlier questions, and are as right as an answer."""

import numpy as np
import pytest

from autograder.grade import grade
from autograder.question.answer import Answer
from autograder.question.stand_ins import LONGEST_SIDE, make_stand_ins, to_array, to_number
from autograder.questions import find_question, load_questions, load_questions_of

SOLVED = [question for question in load_questions().values() if hasattr(question, "solve")]
WITHOUT = {
    "01-perceptron-update/direction",
    "01-perceptron-update/gates",
    "07-xor-mlp/train",
    "08-digits/train",
}
"""A variable, and what no other question has a use for."""


def stand_in(question):
    (function,) = make_stand_ins([question], set()).values()
    return function


def test_every_question_that_a_later_one_may_call_has_a_correct_function():
    assert {question.id for question in SOLVED} == load_questions().keys() - WITHOUT


@pytest.mark.parametrize("question", SOLVED, ids=lambda question: question.id)
def test_a_correct_function_is_a_right_answer(question):
    answer = Answer({question.function: stand_in(question)})
    for seed in (1, 2):
        result = grade(question.id, answer, seed)
        assert result.score == result.points, [hint.text for hint in result.hints]


@pytest.mark.parametrize("question", SOLVED, ids=lambda question: question.id)
def test_lists_do_as_well_as_arrays(question):
    """Whatever else `call` may do, the arguments of the first case are those of the function."""

    def as_lists(value):
        if isinstance(value, np.ndarray):
            return value.tolist()
        if isinstance(value, dict):
            return {key: as_lists(entry) for key, entry in value.items()}
        return list(map(as_lists, value)) if isinstance(value, list | tuple) else value

    function = stand_in(question)
    answer = Answer({question.function: lambda *given: function(*map(as_lists, given))})
    result = grade(question.id, answer)
    assert result.score == result.points, [hint.text for hint in result.hints]


@pytest.mark.parametrize("question", SOLVED, ids=lambda question: question.id)
@pytest.mark.parametrize(
    "wrong",
    [None, "text", object(), 1j, [[1], [1, 2]]],
    ids=["none", "text", "object", "complex", "ragged"],
)
def test_arguments_that_do_not_fit_raise_what_a_students_function_would(question, wrong):
    function = stand_in(question)
    for count in (0, 1, 2, 3, 5):
        try:
            function(*[wrong] * count)
        except (TypeError, ValueError, ArithmeticError, LookupError):
            continue
        pytest.fail(f"{question.id} takes {count} times {wrong!r}")


def test_what_is_asked_is_noted():
    asked = set()
    functions = make_stand_ins(load_questions_of("01-perceptron-update").values(), asked)
    assert functions.keys() == {"predict", "update", "train", "lms_gradient"}
    assert asked == set()
    assert functions["predict"](w=[1.0], b=0, x=[2]) == 1
    assert asked == {"predict"}


def test_no_argument_makes_our_side_work_for_long():
    with pytest.raises(ValueError, match="too large"):
        to_array(np.zeros((1, LONGEST_SIDE + 1)))
    with pytest.raises(TypeError):
        to_array(np.array([1j]))
    with pytest.raises(TypeError):
        to_number([1, 2])
    with pytest.raises(ValueError, match="too many"):
        stand_in(find_question("05-gradient-descent/batches"))(10**12, 1, np.random.default_rng(0))
    X, y = np.array([[1.0], [1.0]]), np.array([0, 1])
    with pytest.raises(ValueError, match="too long"):
        stand_in(find_question("01-perceptron-update/train"))(X, y, 1.0, 10**9)
    with pytest.raises(ValueError, match="too long"):
        stand_in(find_question("05-gradient-descent/descend"))(
            lambda t: t, lambda t: 1, 0, 1, 0, 10**9
        )


def test_training_that_settles_may_be_allowed_any_number_of_epochs():
    train = stand_in(find_question("01-perceptron-update/train"))
    w, b, updates = train([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1], 0.5, 10**9)
    assert [int(w @ x + b >= 0) for x in np.array([[0, 0], [0, 1], [1, 0], [1, 1]])] == [0, 0, 0, 1]
    assert updates > 0
