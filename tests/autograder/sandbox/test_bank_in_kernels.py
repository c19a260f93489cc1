"""An answer gets the same in a kernel as in this process, an attack what it is worth."""

import re
from functools import cache

import pytest

from autograder import feedback
from autograder.classroom.grade_submission import judge_question
from autograder.grade import HOME_SEED, judge_answer
from autograder.questions import QuestionId, find_question
from autograder.run_checks import draw_cases
from autograder.sandbox.outputs import sanitise_outputs
from autograder.sandbox.remote import RemoteAnswer
from autograder.sandbox.session import Session
from tests.support.bank import ATTACKS, BANK, SAMPLE_OF_ATTACKS

HIDDEN_SEED = 1_000_003
SETUP = "import numpy as np\n\nfrom autograder import check"
RIGHT = next(a for a in BANK if a.question == "01-perceptron-update/update" and a.right)

BY_CHANCE = re.compile(r"np\.random\.(?!default_rng\(\d)")
"""Random numbers that an answer draws without a seed; nobody can seed them in a kernel."""

# Some of each kind for every question; `test_outcomes` judges all of them in this process.
SAMPLE = [
    pytest.param(
        answer,
        id=f"{answer.question}/{answer.outcome}",
        marks=pytest.mark.deep if number % 28 else (),
    )
    for number, answer in enumerate(BANK)
    if answer.outcome in ("wrong-crash", "wrong-by-library", "wrong-changed-input")
    or (answer.right and "-with-" in answer.outcome)
    or (number % (4 if answer.says else 12) == 0 and not BY_CHANCE.search(answer.code))
]
ATTACKED = [
    pytest.param(
        answer,
        id=answer.outcome,
        marks=() if answer.outcome in SAMPLE_OF_ATTACKS else pytest.mark.deep,
    )
    for answer in ATTACKS
]


@cache
def drawn(question):
    return draw_cases(find_question(question), HOME_SEED)


@pytest.mark.parametrize("answer", SAMPLE)
def test_outcome_is_as_stated(session, answer):
    session.run_cell(SETUP)
    session.run_cell(answer.code)
    result = judge_answer(
        find_question(answer.question), RemoteAnswer(session), drawn(answer.question)
    )
    mistakes = tuple(hint.mistake.id for hint in result.hints if hint.mistake)
    assert (result.score, mistakes) == (answer.score, answer.mistakes)
    assert answer.says in feedback.format_text(result)


def test_there_are_many_ways_to_attack():
    assert len(ATTACKS) >= 40


@pytest.mark.parametrize("answer", ATTACKED)
def test_an_attack_gets_what_its_honest_part_is_worth(sandbox, answer):
    with Session(sandbox, cell=6, call=4) as session:
        session.run_cell(SETUP)
        ran = session.run_cell(answer.code)
        result = judge_question(QuestionId(answer.question), session, HIDDEN_SEED, ran)
        assert result.score == answer.score, feedback.format_text(result)
        assert answer.says in feedback.format_text(result)
        assert sanitise_outputs([dict(output) for output in ran.outputs]) == ran.outputs
    with Session(sandbox) as session:
        session.run_cell(SETUP)
        session.run_cell(RIGHT.code)
        right = judge_question(QuestionId(RIGHT.question), session, HIDDEN_SEED, None)
        assert right.score == RIGHT.score
