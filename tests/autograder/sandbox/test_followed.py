"""Values that are followed in a kernel: the same as at home, and data that nobody trusts."""

import pytest

from autograder import feedback
from autograder.grade import grade
from autograder.sandbox.remote import RemoteAnswer
from tests.support.bank import ATTACKS, find_answer

QUESTION = "03-three-layer/gradients"
FOLLOWED = [attack for attack in ATTACKS if attack.outcome.startswith("followed-")]


def test_a_kernel_tells_what_home_tells(session):
    answer = find_answer(QUESTION, "wrong-second-slope-left-out")
    session.run_cell("import numpy as np")
    session.run_cell(answer.code)
    trail = grade(QUESTION, RemoteAnswer(session)).trail
    assert trail == grade(QUESTION, answer.answer()).trail
    assert trail
    assert trail.off == "∂J/∂Z2"


@pytest.mark.parametrize("attack", FOLLOWED, ids=lambda attack: attack.outcome)
def test_what_is_recorded_can_be_anything(session, attack):
    session.run_cell("import numpy as np")
    session.run_cell(attack.code)
    result = grade(attack.question, RemoteAnswer(session))
    assert (result.score, result.trouble) == (attack.score, "")
    assert "<script>" not in feedback.format_html(result)
