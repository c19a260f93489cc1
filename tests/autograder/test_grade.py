"""Running a question's checks on an answer, and adding up what they found."""

import sys
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from autograder.diagnosis.judge import UNCLEAR, Judge
from autograder.grade import HOME_SEED, Result, fail_answer, grade, judge_answer
from autograder.question.answer import Answer, AnswerError
from autograder.question.definition import Question
from autograder.questions import find_question
from autograder.run_checks import DefectError, draw_cases


def result_of(question: str, **names: Any) -> Result:
    return grade(question, Answer(names))


class Double(Question):
    """double(x): two parts, the second judged on the first."""

    id = "09-new/double"
    parts = {"once": 1, "twice": 2}  # noqa: RUF012

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> float:
        return float(rng.uniform(1, 2))

    @classmethod
    def call(cls, answer: Answer, case: float) -> Mapping[str, Any]:
        return dict(zip(("once", "twice"), answer.call("double", case), strict=True))

    def test_twice(self, case: float, got: Mapping[str, Any], judge: Judge) -> None:
        judge(got, {"twice": 4 * case}, {"twice": 2 * got["once"]})

    def test_once(self, case: float, got: Mapping[str, Any], judge: Judge) -> None:
        judge(got, {"once": 2 * case})


def judged(double: Any) -> Result:
    return judge_answer(Double, Answer({"double": double}), draw_cases(Double, 1))


def test_a_part_earns_its_points_if_it_is_right_in_every_case():
    result = judged(lambda x: (2 * x, 4 * x))
    assert (result.score, result.points, result.hints) == (3, 3, ())
    cases = draw_cases(Double, 1)
    once = judged(lambda x: (2 * x, 4 * x if x == cases[2] else 0.0))
    assert [part.failed for part in once.parts] == [(), (0, 1, 3)]
    assert once.score == 1


def test_a_part_that_is_right_on_an_earlier_value_earns_its_points():
    once, twice = judged(lambda x: (3 * x, 6 * x)).parts
    assert (once.passed, once.carried_forward) == (False, False)
    assert (twice.passed, twice.carried_forward) == (True, True)


def test_an_answer_that_cannot_be_judged_gets_nothing():
    result = result_of("01-perceptron-update/predict", predict=lambda w, b, x: 1 / 0)
    assert (result.score, result.trouble) == (0, "crash")
    assert {part.failed for part in result.parts} == {(0,)}


def test_a_failed_answer_keeps_the_number_of_the_case():
    result = fail_answer("02-chain-rule/power", AnswerError("time", "It took too long."), 4)
    assert {part.failed for part in result.parts} == {(4,)}
    assert (result.score, result.trouble) == (0, "time")
    assert [hint.kind for hint in result.hints] == ["It took too long."]


def test_stopping_an_endless_answer_stops_the_check():
    def gates():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        result_of("01-perceptron-update/gates", gates=gates)


@pytest.mark.parametrize("place", ["draw", "call", "rows", "test_truth_tables"])
def test_a_defect_of_the_checks_is_not_blamed_on_the_answer(place, monkeypatch):
    question = find_question("01-perceptron-update/gates")

    def fail(*arguments, **named):
        raise ZeroDivisionError

    if place == "test_truth_tables":
        monkeypatch.setattr("autograder.run_checks.list_checks", lambda question: (fail,))
    else:
        monkeypatch.setattr(question, place, staticmethod(fail))
    with pytest.raises(DefectError, match="no fault of the answer") as caught:
        judge_answer(question, Answer({"gates": dict}), draw_cases(question, HOME_SEED))
    assert isinstance(caught.value.__cause__, ZeroDivisionError)
    result = result_of("01-perceptron-update/gates", gates=dict)
    assert result.defect.startswith("ZeroDivisionError in ")
    assert (result.score, result.points, result.trouble) == (0, 3, "")


class Fragile(Double):
    """The same, with checks that fail themselves on some answers."""

    @classmethod
    def call(cls, answer: Answer, case: float) -> Mapping[str, Any]:
        got = super().call(answer, case)
        return {**got, "unlucky": got["twice"] == 13.0}

    def test_twice(self, case: float, got: Mapping[str, Any], judge: Judge) -> None:
        own = 4 * case if got["once"] is None else 4 * case * (1 / got["once"]) * got["once"]
        judge(got, {"twice": 4 * case}, {"twice": own})

    def test_once(self, case: float, got: Mapping[str, Any], judge: Judge) -> None:
        if got["unlucky"]:
            raise ValueError("some words of the checks' own")
        judge(got, {"once": 2 * case})


def judged_forgivingly(fragile: Any) -> Result:
    return judge_answer(Fragile, Answer({"double": fragile}), draw_cases(Fragile, 1), [])


def test_a_step_that_cannot_be_judged_on_an_own_value_is_judged_on_the_reference():
    zero = Answer({"double": lambda x: (0, 4 * x)})
    with pytest.raises(DefectError, match="ZeroDivisionError in"):
        judge_answer(Fragile, zero, draw_cases(Fragile, 1))
    result = judged_forgivingly(lambda x: (0, 4 * x))
    assert (result.score, result.defect) == (2, "")
    assert [part.carried_forward for part in result.parts] == [False, False]
    assert judged_forgivingly(lambda x: (0, 5 * x)).score == 0


def test_a_question_whose_checks_fail_keeps_what_is_proven():
    cases = draw_cases(Fragile, 1)
    always = judged_forgivingly(lambda x: (2 * x, 13.0))
    assert always.defect.startswith("ValueError in ")
    assert [(part.judged, part.passed) for part in always.parts] == [(False, False), (True, False)]
    once = judged_forgivingly(lambda x: (2 * x, 13.0 if x == cases[2] else 4 * x))
    assert [part.passed for part in once.parts] == [True, False]
    assert (once.score, bool(once.defect)) == (1, True)


def test_a_hint_that_cannot_be_found_costs_nothing(monkeypatch):
    def fail(*arguments):
        raise ZeroDivisionError

    monkeypatch.setattr("autograder.grade.explain_steps", fail)
    with pytest.raises(DefectError):
        judged(lambda x: (2 * x, x))
    result = judged_forgivingly(lambda x: (2 * x, x))
    assert (result.score, result.defect) == (1, "")
    assert [(hint.parts, hint.kind) for hint in result.hints] == [(("twice",), UNCLEAR)]


def test_an_answer_that_crashes_in_another_case_gets_nothing_though_checks_failed(monkeypatch):
    monkeypatch.setattr("autograder.grade.find_question", {Fragile.id: Fragile}.get)
    cases = draw_cases(Fragile, 1)
    result = judged_forgivingly(lambda x: (2 * x, 13.0) if x == cases[0] else 1 / 0)
    assert (result.score, result.trouble, result.defect) == (0, "crash", "")


def test_what_the_checks_say_aside_stays_out(monkeypatch, capfd):
    """A word on stderr would cost all points in nbgrader."""
    question = find_question("01-perceptron-update/gates")
    call = question.call

    def loud(answer, case):
        print("noise")
        print("noise", file=sys.stderr)
        _ = np.array([0.0, np.inf]) - np.array([0.0, np.inf]) / np.array([0.0, 1.0])
        return call(answer, case)

    monkeypatch.setattr(question, "call", staticmethod(loud))
    result_of("01-perceptron-update/gates", gates=dict)
    assert capfd.readouterr() == ("", "")


def test_a_function_that_is_needed_and_not_written_is_told_with_its_question():
    def hidden_layer(D_next, W_next, Z, A_prev, df):
        raise NotImplementedError

    def gradients(X, Y, params, f, df):
        return hidden_layer(X, Y, X, X, df)

    (hint,) = fail_answer(
        "03-three-layer/gradients",
        unwritten(Answer({"gradients": gradients}), 5),
    ).hints
    assert hint.kind == (
        "`hidden_layer` (question 4), which `gradients` needs, is not written yet."
    )


def unwritten(answer: Answer, count: int) -> AnswerError:
    with pytest.raises(AnswerError) as caught:
        answer.call("gradients", *([0] * count))
    return caught.value
