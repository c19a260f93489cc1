"""Questions are found among the check files; an id says what it belongs to."""

import pytest

from autograder.questions import (
    QuestionId,
    find_question,
    list_assignments,
    load_questions,
    load_questions_of,
)


def test_each_question_is_found_by_its_id():
    assert all(find_question(name) is question for name, question in load_questions().items())
    assert all(name == question.id for name, question in load_questions().items())


def test_the_questions_of_an_assignment_are_those_that_begin_with_it():
    for assignment in list_assignments():
        known = load_questions_of(assignment)
        assert list(known) == [name for name in load_questions() if name.assignment == assignment]


def test_an_assignment_without_checks_is_named():
    with pytest.raises(ValueError, match="'three-layer' has no checks; there are 01-perceptron"):
        load_questions_of("three-layer")


def test_an_id_tells_assignment_name_and_cell():
    question = QuestionId("03-three-layer/gradients")
    assert (question.assignment, question.name) == ("03-three-layer", "gradients")
    assert question.cell == "check-gradients"
    assert QuestionId("three").name == ""


def test_a_cell_tells_its_question():
    assert QuestionId.of_cell("02-chain-rule", "check-root") == "02-chain-rule/root"
    assert QuestionId.of_cell("02-chain-rule", "root") is None
