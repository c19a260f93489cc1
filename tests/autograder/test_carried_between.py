"""Error carried forward between questions: one slip costs its own question, and no later one."""

from typing import Any

import numpy as np
import pytest

from autograder import feedback
from autograder.authoring.kill_matrix import find_pairs
from autograder.grade import grade
from autograder.question.answer import Answer, AnswerError
from autograder.question.stand_ins import make_stand_ins
from autograder.questions import find_question
from tests.support.bank import BANK, answers_to

PREDICT, UPDATE, TRAIN = (f"01-perceptron-update/{name}" for name in ("predict", "update", "train"))
AT_ZERO = "def predict(w, b, x): return int(w @ x + b > 0)"
RIGHT = "def predict(w, b, x): return int(w @ x + b >= 0)"
BY_PREDICT = """
def update(w, b, x, y, eta):
    error = predict(w, b, x) - y
    return w - eta * error * x, b - eta * error
"""


def run(*cells):
    """Run cells as a notebook does, each a file of its own."""
    names: dict[str, Any] = {"np": np}
    for number, cell in enumerate(cells):
        exec(compile(cell, f"<cell {number}>", "exec"), names)
    return names


@pytest.mark.parametrize(
    "earlier",
    [
        AT_ZERO,
        "",
        "predict = 3",
        "def predict(w, b, x): return 1 / 0",
        "def predict(w, b, x): raise NotImplementedError",
        "def predict(w, b): return 1",
        "def predict(w, b, x): raise SystemExit",
        "def predict(w, b, x):\n    x[:] = 0\n    return 1",
        "def predict(w, b, x): return 'one'",
    ],
)
def test_a_right_answer_keeps_its_points_whatever_became_of_what_it_calls(earlier):
    names = run(earlier, BY_PREDICT)
    before = dict(names)
    result = grade(UPDATE, Answer(names))
    assert (result.score, result.replaced, result.hints) == (2.0, ("predict",), ())
    assert not result.right
    assert names == before
    for shown in (
        feedback.format_text(result),
        feedback.format_comment(result),
        feedback.format_html(result).replace("<code>", "`").replace("</code>", "`"),
    ):
        assert "Judged with a correct `predict`, since yours is not right yet." in shown


def test_who_calls_what_is_right_is_judged_once():
    result = grade(UPDATE, Answer(run(RIGHT, BY_PREDICT)))
    assert (result.score, result.replaced) == (2.0, ())
    wrong = grade(UPDATE, Answer(run(RIGHT, BY_PREDICT.replace("b - eta", "b + eta"))))
    assert (wrong.score, wrong.replaced) == (1.0, ())


def test_hints_are_on_what_is_wrong_beside_the_earlier_question():
    result = grade(UPDATE, Answer(run(AT_ZERO, BY_PREDICT.replace("b - eta * error", "b"))))
    assert (result.score, result.replaced) == (1.0, ("predict",))
    (hint,) = result.hints
    assert hint.mistake is not None
    assert hint.mistake.id == "bias-not-updated"


def test_a_helper_of_its_own_is_no_earlier_answer():
    result = grade(UPDATE, Answer(run(RIGHT, AT_ZERO + "\n" + BY_PREDICT)))
    assert result.score < 2
    assert result.replaced == ()


def test_only_what_is_called_is_replaced():
    answer = BY_PREDICT.replace("predict(w, b, x)", "(w @ x + b >= 0)").replace(
        "b - eta", "b + eta"
    )
    calls = []
    names = run(AT_ZERO, answer)
    update = names["update"]
    names["update"] = lambda *given: calls.append(1) or update(*given)
    result = grade(UPDATE, Answer(names))
    assert (result.score, result.replaced) == (1.0, ())
    assert len(calls) == find_question(UPDATE).cases + 1  # and once to see what it calls


def test_an_answer_by_a_later_question_gets_nothing_from_it():
    by_later = "def predict(w, b, x): return int(update(w, b, x, 0, 1.0)[1] != b)"
    assert grade(PREDICT, Answer(run("", by_later))).score == 0
    result = grade(PREDICT, Answer(run(by_later, "def update(w, b, x, y, eta): return w, b")))
    assert (result.score, result.replaced) == (0.0, ())


def test_a_question_that_calls_itself_is_not_replaced():
    result = grade(UPDATE, Answer(run("def update(*given): return update(*given)")))
    assert (result.score, result.replaced) == (0.0, ())


def test_what_was_replaced_for_an_earlier_question_is_not_right_on_its_own():
    """Then a later question that calls both has each judged with a correct one in its place."""
    train = next(a.code for a in answers_to(TRAIN) if a.outcome == "right-with-update")
    names = run(AT_ZERO, BY_PREDICT, train)
    assert grade(UPDATE, Answer(names)).replaced == ("predict",)
    result = grade(TRAIN, Answer(names))
    assert (result.score, result.replaced) == (3.0, ("update",))


class Stopped(BaseException):
    """What nobody catches."""


def test_names_are_put_back_whatever_happens():
    names = run(AT_ZERO, "def update(): raise stop")
    names["stop"] = Stopped()
    before = dict(names)
    answer = Answer(names).replace_functions({"predict": max, "other": min})
    with pytest.raises(Stopped):
        answer.call("update")
    assert names == before
    names["stop"] = ValueError()
    with pytest.raises(AnswerError):
        answer.call("update")
    assert names["predict"] is before["predict"]
    assert "other" not in names


def test_a_generator_goes_on_as_after_the_right_function():
    names = run("def use(minibatches, rng):\n    minibatches(9, 2, rng)\n    return rng.random()")
    deal = make_stand_ins([find_question("05-gradient-descent/batches")], set())["minibatches"]
    rng = np.random.default_rng(5)
    rng.permutation(9)
    assert Answer(names).call("use", deal, np.random.default_rng(5)) == rng.random()


CHEAP = ("01-perceptron-update/update", "03-", "06-")
TRAINING = "08-digits/train"
"""Its answers take seconds: they are tried after one wrong answer in ten."""

PAIRS = find_pairs(BANK)


def test_each_exercise_but_for_functions_of_numbers_has_answers_that_call_earlier_ones():
    assert {pair.earlier[:2] for pair in PAIRS} == {"01", "03", "04", "05", "06", "07", "08"}


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "pair",
    [
        pytest.param(
            pair,
            id=f"{pair.earlier} before {pair.later.question}/{pair.later.outcome}",
            marks=() if pair.later.question.startswith(CHEAP) else pytest.mark.deep,
        )
        for pair in PAIRS
    ],
)
def test_a_right_answer_keeps_its_points_after_each_wrong_one_of_the_bank(pair):
    results = pair.judge_after(BANK[::10] if pair.later.question == TRAINING else BANK)
    assert len(results) > 5
    assert {name for name, result in results.items() if result.score < result.points} == set()
    assert results["missing"].replaced


@pytest.mark.parametrize(
    "other_name",
    [
        "output = predict",
        "from functools import partial\noutput = partial(predict)",
        "from functools import wraps\n@wraps(predict)\ndef output(*x): return predict(*x)",
        "helpers = {'step': predict}\ndef output(w, b, x): return helpers['step'](w, b, x)",
        "def output(w, b, x, step=predict): return step(w, b, x)",
        "def output(w, b, x, *, step=predict): return step(w, b, x)",
        "def make(step):\n    return lambda w, b, x: step(w, b, x)\noutput = make(predict)",
        "class Unit:\n    output = staticmethod(predict)\noutput = Unit().output",
    ],
)
def test_an_earlier_function_is_replaced_whatever_it_is_called_by(other_name):
    names = run(AT_ZERO, other_name, BY_PREDICT.replace("predict", "output"))
    predict = names["predict"]
    result = grade(UPDATE, Answer(names))
    assert (result.score, result.replaced) == (2.0, ("predict",))
    assert names["predict"] is predict
    assert predict(np.array([0.0]), 0.0, np.array([1.0])) == 0, "it is what it was"


def test_what_a_function_closes_over_does_not_keep_it_from_being_replaced_by_its_name():
    make = "def make(limit): return lambda w, b, x: int(w @ x + b > limit)"
    names = run(make, "predict = make(0)", BY_PREDICT)
    assert grade(UPDATE, Answer(names)).score == 2.0


def test_a_function_of_a_library_is_never_changed():
    names = run("predict = np.linalg.norm", BY_PREDICT)
    before = np.linalg.norm([3, 4])
    grade(UPDATE, Answer(names))
    assert names["predict"] is np.linalg.norm
    assert np.linalg.norm([3, 4]) == before
