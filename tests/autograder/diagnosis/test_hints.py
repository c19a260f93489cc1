"""Nothing that a student is told gives an answer away; `test_outcomes` looks at home's cases."""

import pytest

from autograder.grade import HOME_SEED
from autograder.questions import find_question, load_questions
from autograder.run_checks import draw_cases
from tests.support.bank import answers_to
from tests.support.secrets import (
    NUMBER,
    expected_numbers,
    find_leaks,
    seen_when_right,
    solution_lines,
)


@pytest.mark.deep
@pytest.mark.no_cover  # no other branches than where outcomes are tested
@pytest.mark.parametrize("question", load_questions())
@pytest.mark.parametrize("seed", [1, 2])
def test_no_hint_holds_an_expected_number_or_a_line_of_a_solution(seed, question):
    drawn = draw_cases(find_question(question), seed)
    results = {answer: answer.judge(drawn, seed) for answer in answers_to(question)}
    assert list(find_leaks(question, drawn, results)) == []


def test_a_leak_would_be_seen():
    """The search finds what it looks for; else the tests above could not fail."""
    question = find_question("03-three-layer/cost")
    secret = expected_numbers(seen_when_right(question, draw_cases(question, HOME_SEED)))
    assert {"26", "530"} <= secret
    assert "return 2 * L**2" not in solution_lines()
    assert any("4 * L - 2" in line for line in solution_lines())
    assert NUMBER.findall("It should be -0.12 or 3e-05.") == ["-0.12", "3e-05"]
