"""Questions are found among the check files; an id says what it belongs to."""

import pytest

from autograder.questions import QuestionId, assignments, find, questions, questions_of

CONTRACT = {
    "01-perceptron-update": "predict direction update train lms_gradient gates",
    "02-chain-rule": "root power nested paths chain difference",
    "03-three-layer": "forward scalar output hidden gradients cost",
    "04-logistic-graph": "values partials forward_mode reverse_mode loss_gradient plus_minus",
    "05-gradient-descent": "step descend batches sgd schedule threshold least_squares",
    "06-vectorised": "rows columns elementwise shared broadcast layouts",
    "07-xor-mlp": "compose forward two_layer deltas gradients train",
    "08-digits": "parameters relu softmax network train fourier",
}
"""What the course must have; a question that is new needs no entry."""


def test_the_questions_of_the_contract_are_there_in_their_order():
    promised = [
        f"{assignment}/{name}" for assignment, names in CONTRACT.items() for name in names.split()
    ]
    assert [question for question in questions() if question in promised] == promised


def test_each_question_is_found_by_its_id():
    assert all(find(name) is question for name, question in questions().items())
    assert all(name == question.id for name, question in questions().items())


def test_the_questions_of_an_assignment_are_those_that_begin_with_it():
    for assignment in assignments():
        known = questions_of(assignment)
        assert list(known) == [name for name in questions() if name.assignment == assignment]


def test_an_assignment_without_checks_is_named():
    with pytest.raises(ValueError, match="'three-layer' has no checks; there are 01-perceptron"):
        questions_of("three-layer")


def test_an_id_tells_assignment_name_and_cell():
    question = QuestionId("03-three-layer/gradients")
    assert (question.assignment, question.name) == ("03-three-layer", "gradients")
    assert question.cell == "check-gradients"
    assert QuestionId("three").name == ""


def test_a_cell_tells_its_question():
    assert QuestionId.of_cell("02-chain-rule", "check-root") == "02-chain-rule/root"
    assert QuestionId.of_cell("02-chain-rule", "root") is None
