"""What is told of a wrong part where no known mistake speaks, from single case to several parts."""

import numpy as np

from autograder.diagnosis.findings import find, find_exchanged
from autograder.diagnosis.hints import explain_steps
from autograder.diagnosis.judge import Judge
from autograder.diagnosis.mistakes import Mistake
from autograder.grade import grade
from autograder.question.answer import Answer

RNG = np.random.default_rng(13)
REFERENCES = [RNG.normal(size=size) for size in ((3, 2), (1, 4), (5, 5))]


def judged(change, known=None, facts=None) -> Judge:
    """Steps of one part each, whose answer is what `change` makes of the references."""
    judge = Judge()
    for judge.number, reference in enumerate(REFERENCES):
        judge.m, judge.given, judge.facts = len(reference), {"X": reference}, facts or {}
        expected = {"dW": reference, "db": reference.sum(axis=0)}
        for part, got in change(expected).items():
            judge({**change(expected)}, {part: expected[part]}, mistakes=known and known(got))
    return judge


def told(judge: Judge, part: str) -> str | None:
    found = find(judge.steps[(part,)], part)
    return found and found.relation


def test_a_factor_is_pooled_over_cases_of_one_entry():
    judge = Judge()
    for judge.number, number in enumerate((1.5, -2.0, 0.3)):
        judge({"g": 0.7 * number}, {"g": number})
    assert told(judge, "g") == "right up to one factor, the same number in every case."


def test_cases_that_are_wrong_are_told_by_what_sets_them_apart():
    def change(its):
        return {"dW": -its["dW"] if len(its["dW"]) > 1 else its["dW"]}

    assert told(judged(change), "dW") == (
        "right in some of the cases tried; where `X` has more than one row: the opposite sign."
    )


def test_one_mistake_and_a_factor_make_two_slips():
    mistake = Mistake("cubed", "cubed", "the cube.", "Why?", "")
    judge = Judge()
    for judge.number, r in enumerate(REFERENCES):
        judge({"g": -2 * r**3}, {"g": r}, mistakes={mistake: lambda r=r: {"g": r**3}})
    assert told(judge, "g") == (
        "two things at once: the cube; twice as large as it should be, and of the opposite sign."
    )


def test_values_that_have_changed_places_are_told():
    judge = judged(lambda its: {"dW": its["db"], "db": its["dW"]})
    steps = {part: step for step in judge.steps.values() for part in step.parts}
    found = find_exchanged(steps)
    assert {relation.relation for relation in found.values()} == {"the right values, exchanged."}
    (hint,) = {hint.relation for hint in explain_steps(steps)}
    assert hint == "the right values, exchanged."


def test_a_part_that_holds_anothers_value_is_told():
    judge = judged(lambda its: {"dW": its["dW"], "db": its["dW"]})
    steps = {part: step for step in judge.steps.values() for part in step.parts}
    assert {part: r.relation for part, r in find_exchanged(steps).items()} == {
        "db": "the value of `dW`."
    }


def test_values_of_several_calls_have_not_changed_places():
    """Both calls return 0 or 1, and a wrong one returns what the other should."""
    answer = Answer({"predict": lambda w, b, x: int(w @ x[::-1] + b >= 0)})
    result = grade("01-perceptron-update/predict", answer)
    assert result.score < result.points
    assert not [hint.text for hint in result.hints if "exchanged" in hint.text]
    judge = Judge()
    for judge.number, right in enumerate((0, 1, 1, 0)):
        judge({"one": 1 - right, "other": right}, {"one": right, "other": 1 - right})
    (step,) = judge.steps.values()
    assert find_exchanged({"one": step, "other": step}) == {}


def test_a_yes_or_no_has_not_changed_places():
    judge = Judge()
    for judge.number, right in enumerate((True, False, True)):
        judge.given = {"seed": judge.number}
        judge({"one": not right, "other": right}, {"one": right, "other": not right})
    (step,) = judge.steps.values()
    assert find_exchanged({"one": step, "other": step}) == {}


def test_a_yes_or_no_is_told_in_a_sentence():
    judge = Judge()
    judge.facts = {"repeats": "the same generator leads to different ends."}
    judge({"shuffled": {"repeats": False}}, {"shuffled": {"repeats": True}})
    (step,) = judge.steps.values()
    assert step.describe_problem("shuffled") == "the same generator leads to different ends."
