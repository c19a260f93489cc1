"""The class of the benchmark is a fair one, and whoever grades it wrongly is named."""

from copy import deepcopy

import pytest

from .sample import Sample, sample, verify


@pytest.fixture(scope="module")
def handed_in() -> Sample:
    return sample("03-three-layer", 30)


def test_it_has_right_and_wrong_answers_to_every_question(handed_in):
    for question in handed_in.questions:
        outcomes = [answers[question] for answers in handed_in.answers.values()]
        assert sum(answer.right for answer in outcomes) >= 10
        assert sum(not answer.right for answer in outcomes) >= 10
        assert len({answer.outcome for answer in outcomes}) >= 10


def test_it_is_the_same_every_time_and_a_small_one_begins_a_large_one(handed_in):
    small = sample("03-three-layer", 4).expected
    assert small == dict(list(handed_in.expected.items())[:4])


def test_expected_points_are_those_of_the_parts(handed_in):
    most = {name: sum(handed_in.parts(name).values()) for name in handed_in.questions}
    assert handed_in.expected["student-0000"] == most
    assert most == {
        "cost": 4, "forward": 6, "gradients": 6, "hidden": 3, "output": 3, "scalar": 3
    }  # fmt: skip


def test_a_wrong_grading_is_named(handed_in):
    verify("somebody", handed_in, handed_in.expected)
    scores = deepcopy(handed_in.expected)
    scores["student-0003"]["hidden"] -= 1
    with pytest.raises(ValueError, match="somebody gives student-0003"):
        verify("somebody", handed_in, scores)
    with pytest.raises(ValueError, match="somebody gives student-0029 None"):
        verify("somebody", handed_in, dict(list(handed_in.expected.items())[:-1]))
