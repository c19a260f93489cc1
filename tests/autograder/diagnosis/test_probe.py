"""Asked once more, a wrong answer tells on what it depends, and for what it would be right."""

import numpy as np
import pytest

from autograder.diagnosis.probe import MOST_CALLS, Probe
from autograder.grade import HOME_SEED, grade
from autograder.question.answer import Answer
from autograder.questions import find_question
from autograder.run_checks import draw_cases

LMS = "01-perceptron-update/lms_gradient"
NESTED = "02-chain-rule/nested"


def told(question_id: str, part: str, function, **names) -> str | None:
    """What the probe tells of a part, of an answer that is this function."""
    question = find_question(question_id)
    cases = draw_cases(question, HOME_SEED)
    answer = Answer({question.function: function})
    probe = Probe(question, answer, cases)
    got = {n: question.call(answer, case)[part] for n, case in enumerate(cases)}
    found = probe.find_slip(part, got) or probe.find_trace(part, got)
    assert probe.calls <= MOST_CALLS + 1
    return found and found.relation


def gradient(w, b, X, y):
    r = X @ w + b - y
    return r @ X / len(y), r.mean()


@pytest.mark.parametrize(
    ("change", "relation"),
    [
        (lambda w, b, X, y: gradient(w, 0, X, y), "what would be right if `b` were 0."),
        (lambda w, b, X, y: gradient(w, b, X, -y), "if `y` had the opposite sign."),
        (lambda w, b, X, y: gradient(w, b, X[:-1], y[:-1]), "without the last row of the data."),
        (lambda w, b, X, y: gradient(w, b, X, X @ w**2), "the same whatever `y` is"),
        (lambda w, b, X, y: gradient(w, np.tan(b), X, y), "right if `b` is 0"),
        (
            lambda w, b, X, y: gradient(w + 1, b, X, np.sin(y)),
            "off by an amount that does not depend on `w` or `b`.",
        ),
        (lambda w, b, X, y: gradient(np.sin(w + 1), np.cos(b), X, np.sin(y)), None),
    ],
)
def test_a_slip_in_an_argument_is_told(change, relation):
    found = told(LMS, "dw", change)
    assert found is None if relation is None else relation in (found or "")


@pytest.mark.parametrize(
    ("function", "relation"),
    [
        (
            lambda w, x, df, g, dg: 3 * df(g(w * x + 4)) * dg(w * x + 4) * x,
            "made with `df` at another point than in the formula.",
        ),
        (
            lambda w, x, df, g, dg: 3 * df(g(w * x + 4) + 6) * x,
            "the same whatever `dg` is, and should depend on it.",
        ),
    ],
)
def test_a_function_is_told_that_is_taken_elsewhere_or_not_at_all(function, relation):
    assert told(NESTED, "derivative", function) == relation


@pytest.mark.parametrize(
    ("question", "part", "function", "relation"),
    [
        (
            "02-chain-rule/paths",
            "derivative",
            lambda x, a, da, b, db: x * b(x) * (da(x) / a(x) + db(x) / b(x)),
            "right if `a` gives back what it is given, and wrong as it is given.",
        ),
        (
            "02-chain-rule/root",
            "derivative",
            lambda z: 2.5 * np.exp((8 - 5 * z) / 2),
            "changed too little when `z` was changed.",
        ),
        (
            LMS,
            "dw",
            lambda w, b, X, y: ((X @ w + b - y) * range(1, len(y) + 1) @ X / len(y), 0.0),
            "another value if the rows change places, which should not matter.",
        ),
    ],
)
def test_a_slip_leaves_traces(question, part, function, relation):
    assert told(question, part, function) == relation


def step_with_bias_subtracted(w, b, x, y, eta):
    """In some cases nothing moves, whatever eta is; in others the step depends on it."""
    error = int(w @ x - b >= 0) - y
    return w - eta * error * x, b - eta * error


def train_without_inputs_in_the_step(X, y, eta, max_epochs):
    """The updates of b follow X by leaps: a little of it changes nothing."""
    w, b, updates = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(max_epochs):
        before = updates
        for x, label in zip(X, y, strict=True):
            if error := int(w @ x + b >= 0) - label:
                w, b, updates = w - eta * x, b - eta * error, updates + 1
        if updates == before:
            break
    return w, b, updates


@pytest.mark.parametrize("function", [step_with_bias_subtracted, train_without_inputs_in_the_step])
@pytest.mark.parametrize("seed", [HOME_SEED, 1, 2])
def test_what_goes_by_steps_is_not_said_to_stay_the_same(function, seed):
    name = "update" if function is step_with_bias_subtracted else "train"
    result = grade(f"01-perceptron-update/{name}", Answer({name: function}), seed)
    assert result.score < result.points
    assert not [hint.text for hint in result.hints if "the same whatever" in hint.text]
