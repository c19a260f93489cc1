"""Asked once more, a wrong answer tells on what it depends, and for what it would be right."""

import numpy as np
import pytest

from autograder.diagnosis.probe import MOST_CALLS, Probe
from autograder.grade import HOME_SEED
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
