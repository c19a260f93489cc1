"""Which variable of an answer is the first that is off."""

import re

import numpy as np
import pytest

from autograder import feedback
from autograder.authoring.bank import BankAnswer
from autograder.authoring.follow import find_changed
from autograder.grade import HOME_SEED, grade
from autograder.question import oracle
from autograder.questions import find_question, load_questions
from autograder.run_checks import draw_cases
from autograder.trace.follow import RIGHT, WRONG, Trail, follow_answer
from tests.support.bank import BANK, find_answer

QUESTION = "03-three-layer/gradients"
FOLLOWED = [
    question
    for question in load_questions().values()
    if question.quantities(question.draw_case(HOME_SEED, 0))
]


def trail_of(outcome: str, question: str = QUESTION) -> Trail:
    trail = grade(question, find_answer(question, outcome).answer()).trail
    assert trail is not None
    return trail


@pytest.mark.parametrize(
    ("outcome", "line", "off", "words"),
    [
        ("wrong-sum", 7, "∂J/∂Z3", "is m times"),
        ("wrong-sign", 7, "∂J/∂Z3", "is the opposite of"),
        ("wrong-output-slope-left-out", 7, "∂J/∂Z3", "takes f′(Z3) as well"),
        ("wrong-second-slope-left-out", 8, "∂J/∂Z2", "is ∂J/∂B; ∂J/∂Z2 takes f′(Z2) as well"),
        ("wrong-function-for-slope", 9, "∂J/∂Z1", "has the shape of ∂J/∂Z1"),
        ("wrong-bias-not-summed", 12, "∂J/∂bo", "is ∂J/∂Z3, where ∂J/∂bo is needed"),
        ("wrong-second-transposed", 13, "∂J/∂W2", "rows and columns exchanged"),
        ("wrong-absolute-residual", 7, "∂J/∂Z3", "has the shape of"),  # not in every case "−"
    ],
)
def test_the_line_of_a_slip_is_named(outcome, line, off, words):
    trail = trail_of(outcome)
    assert (trail.line, trail.off) == (line, off)
    assert words in trail.sentence
    assert [row.line for row in trail.rows if row.mark == WRONG] == [line]
    assert all(row.mark == RIGHT for row in trail.rows if row.line < line)


@pytest.mark.parametrize(
    "outcome", ["wrong-two-slips", "wrong-half-done", "wrong-last-row-left-out"]
)
def test_where_it_is_not_sure_no_line_is_named(outcome):
    trail = trail_of(outcome)
    assert trail.sentence == ""
    assert all(row.mark != WRONG for row in trail.rows)


FORWARD = """
def forward(X, params, f):
    Z1 = X @ params["W1"] + params["b1"]
    C = f(Z1)
    Z2 = C @ params["W2"] + params["b2"]
    B = f(Z2)
    Z3 = B @ params["Wo"] + params["bo"]
    A = f(Z3)
    return dict(locals())
"""

DICT = '{"Z1": Z1, "C": C, "Z2": Z2, "B": B, "Z3": Z3, "A": A}'

OUTPUT = """
def output_layer(X, Y, params, f, df):
    C = f(X @ params["W1"] + params["b1"])
    B = f(C @ params["W2"] + params["b2"])
    Z3 = B @ params["Wo"] + params["bo"]
    residual = f(Z3) - Y
    error = residual / len(X)
    Do = error * df(Z3)
    dbo = 0
    for d in Do:
        dbo = dbo + d
    return Do, B.T @ Do, dbo
"""

TWO_LAYER = """
def two_layer_gradients(X, y, W1, b1, w2, b2):
    a1 = 1 / (1 + np.exp(-(X @ W1 + b1)))
    a = 1 / (1 + np.exp(-(a1 @ w2 + b2)))
    slope1, slope2 = a1 - a1**2, a - a**2
    dW1 = np.einsum('i,i,k,ik,ij->jk', a - y, slope2, w2, slope1, X)
    db1 = np.einsum('i,i,k,ik->k', a - y, slope2, w2, slope1)
    return [dW1, db1, ((a - y) * slope2) @ a1, ((a - y) * slope2).sum()]
"""

BY_SAMPLE = """
def gradients(X, Y, params, f, df):
    total = {name: np.zeros(np.shape(value)) for name, value in params.items()}
    for x, y in zip(X, Y):
        z1 = x @ params["W1"] + params["b1"]
        z2 = f(z1) @ params["W2"] + params["b2"]
        z3 = f(z2) @ params["Wo"] + params["bo"]
        do = -(y - f(z3)) * df(z3)
        d2 = params["Wo"] @ do * df(z2)
        d1 = params["W2"] @ d2 * df(z1)
        for name, d, a in ("o", do, f(z2)), ("2", d2, f(z1)), ("1", d1, x):
            total["W" + name] += np.outer(a, d)
            total["b" + name] += d
    return {name: value / len(X) for name, value in total.items()}
"""

DIGITS = """
def gradients(X, labels, W1, b1, W2, b2):
    m = len(X)
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    Z2 = A1 @ W2 + b2
    P = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    P = P / P.sum(axis=1, keepdims=True)
    Y = np.zeros_like(P)
    Y[np.arange(m), labels] = 1
    loss = -(Y * np.log(P)).sum() / m
    D2 = P - Y
    D2 = D2 / m
    D1 = D2 @ W2.T * (Z1 > 0)
    return loss, X.T @ D1, D1.sum(axis=0), A1.T @ D2, D2.sum(axis=0)
"""


@pytest.mark.parametrize(
    ("question", "code", "right", "slip"),
    [
        ("03-three-layer/forward", FORWARD, "C = f(Z1)", "C = Z1"),
        ("03-three-layer/forward", FORWARD, "A = f(Z3)", "A = Z3"),
        ("03-three-layer/forward", FORWARD, "dict(locals())", DICT.replace("C,", "Z1,")),
        ("03-three-layer/forward", FORWARD.replace("dict(locals())", DICT), "C = f(Z1)", "C = Z1"),
        ("07-xor-mlp/two_layer", TWO_LAYER, "a1 - a1**2, a - a**2", "a1 - a1**2, a"),
        ("03-three-layer/output", OUTPUT, "error = residual / len(X)", "error = residual"),
        ("03-three-layer/output", OUTPUT, "dbo = 0", "dbo = 1"),
        ("03-three-layer/output", OUTPUT, "error * df(Z3)", "error"),
        (QUESTION, BY_SAMPLE, "-(y - f(z3)) * df(z3)", "-(y - f(z3))"),
        ("08-digits/network", DIGITS, "D2 = D2 / m", "D2 = D2 * m"),
        ("08-digits/network", DIGITS, "D2 = P - Y", "D2 = P"),
        ("08-digits/network", DIGITS, "D2 = P - Y", "D2 = P - P"),
        ("08-digits/network", DIGITS, "* (Z1 > 0)", "* (A1 > 1)"),
    ],
)
def test_a_right_line_is_not_blamed_for_what_another_leaves_out(question, code, right, slip):
    assert code.count(right) == 1
    wrong = code.replace(right, slip)
    trail = grade(question, BankAnswer(question, "wrong", wrong, 0.0).answer()).trail
    assert trail is not None
    assert trail.line in {0, code[: code.index(right)].count("\n") + 1}


def test_a_right_answer_is_not_followed_in_grading():
    assert grade(QUESTION, find_answer(QUESTION, "right-matrix").answer()).trail is None


@pytest.mark.parametrize("question", FOLLOWED, ids=lambda question: question.id)
def test_no_value_of_a_right_answer_is_crossed_and_most_are_recognised(question):
    cases = draw_cases(question, HOME_SEED)
    rows = []
    for answer in BANK:
        if answer.question == question.id and answer.right:
            trail = follow_answer(question, answer.answer(), cases, [0])
            rows += trail.rows if trail else []
    assert all(row.mark != WRONG for row in rows)
    assert sum(row.mark == RIGHT for row in rows) > 0.6 * len(rows)


@pytest.mark.parametrize("question", FOLLOWED, ids=lambda question: question.id)
def test_every_part_is_one_of_the_quantities_and_what_they_need_is_there(question):
    for case in draw_cases(question, HOME_SEED):
        quantities = question.quantities(case)
        reference = question.reference(case)
        for quantity in quantities.values():
            assert {need for way in quantity.needs for need in way} <= quantities.keys()
        for part in question.parts:
            same = [
                q for q in quantities.values() if np.shape(q.value) == np.shape(reference[part])
            ]
            assert any(np.allclose(q.value, reference[part]) for q in same)


@pytest.mark.deep
def test_what_is_told_are_names_and_no_number_of_a_reference():
    number = re.compile(r"\d\.\d|\d{3}")
    for answer in BANK:
        if answer.question == QUESTION and not answer.right:
            trail = grade(QUESTION, answer.answer()).trail
            told = [trail.sentence, *(row.words for row in trail.rows)] if trail else []
            assert not any(number.search(words) for words in told)


def test_text_page_and_comment_tell_it_from_level_3_on():
    result = grade(QUESTION, find_answer(QUESTION, "wrong-second-slope-left-out").answer())
    assert "Look at this line: `D2` is ∂J/∂B" in feedback.format_text(result, 3)
    assert "✗ line 8, `D2`" in feedback.format_text(result, 3)
    assert "D2` is" not in feedback.format_text(result, 2)
    page = feedback.format_html(result)
    assert '<summary style="display:list-item;cursor:pointer">Follow your values</summary>' in page
    assert "D2 = (Do @ params[&#34;Wo&#34;].T)" not in page  # the line is that of the slip
    assert "D2 = Do @ params[&#34;Wo&#34;].T" in page
    assert result.trail
    assert result.trail.sentence in feedback.format_comment(result)


def test_the_data_of_a_result_tell_which_quantity_was_off_first():
    wrong = grade(QUESTION, find_answer(QUESTION, "wrong-second-slope-left-out").answer())
    right = grade(QUESTION, find_answer(QUESTION, "right-float32").answer())
    assert feedback.make_data(wrong)["off"] == "∂J/∂Z2"
    assert feedback.make_data(right)["off"] == ""


def test_the_lines_that_an_edit_has_changed():
    assert find_changed("a = 1\nb = 2\nc = 3\n", "a = 1\nb = 5\nc = 3\n") == {2}
    assert find_changed("a = 1\nb = 2\n", "a = 1\nb = 2\nc = 3") == {3}


@pytest.mark.parametrize("number", range(find_question(QUESTION).cases))
def test_quantities_are_those_of_the_oracle(number):
    case = find_question(QUESTION).draw_case(HOME_SEED, number)
    W2, b2 = case.params["W2"], case.params["b2"]
    for name, loss, at in (
        ("∂J/∂Z2", lambda Z: case.loss_after("2", Z), case.values["Z2"]),
        ("∂J/∂Z1", lambda Z: case.loss_after("1", Z), case.values["Z1"]),
        ("∂J/∂C", lambda C: case.loss_after("2", C @ W2 + b2), case.values["C"]),
    ):
        np.testing.assert_allclose(case.quantities[name].value, oracle.gradient(loss, at))
