"""No answer makes the checks fail themselves, hang or warn, and none gets more than it should.

Right answers are changed in what they return, and solutions in an earlier function that they call;
see `tests.support.fuzz`, which is also the command for many more runs.
"""

import pytest

from autograder.questions import find_question, load_questions
from autograder.run_checks import draw_cases
from tests.support import fuzz
from tests.support.bank import find_answer

UPDATE, HIDDEN = "01-perceptron-update/update", "03-three-layer/hidden"


def complaints(runs: int, seed: int = 0) -> list[str]:
    questions = list(load_questions())
    return [f"{name}: {wrong}" for name, wrong in fuzz.list_runs(questions, runs, seed) if wrong]


@pytest.mark.parametrize("question", [UPDATE, HIDDEN])
def test_the_same_run_is_the_same_again(question):
    once, again = (list(fuzz.list_runs([question], 30, 5)) for _ in range(2))
    assert once == again
    assert len({name for name, _ in once}) == 30


def test_a_few_changed_answers_to_every_question_are_judged_as_they_should_be():
    assert complaints(runs=3 * len(load_questions())) == []


@pytest.mark.deep
def test_many_changed_answers_are_judged_as_they_should_be():
    assert complaints(runs=12 * len(load_questions()), seed=1000) == []


def draw_hidden() -> fuzz.Draw:
    question = find_question(HIDDEN)
    return fuzz.Draw(question, draw_cases(question, 3), find_answer(HIDDEN, "right-matrix"))


def test_a_judge_that_lets_everything_pass_is_noticed(monkeypatch):
    draw = draw_hidden()
    off = fuzz.Mutation("negative", 1, frozenset({0, 1, 2, 3}))
    assert fuzz.judge_run(draw, off) == ""
    monkeypatch.setattr("autograder.diagnosis.judge._describe_problem", lambda got, reference: "")
    assert fuzz.judge_run(draw, off).startswith("gives points for ")


def test_a_judge_that_knows_one_form_alone_is_noticed(monkeypatch):
    draw = draw_hidden()
    lists = fuzz.Mutation("as deque", 1, frozenset({0, 1, 2, 3}))
    assert fuzz.judge_run(draw, lists) == ""
    monkeypatch.setattr("autograder.diagnosis.judge.to_numbers", fail)
    assert fuzz.judge_run(draw, lists).startswith("loses points: ")


def fail(value):
    raise fuzz.AnswerError("type", "not mine")
