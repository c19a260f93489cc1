"""Cases: drawn from a seed, and used only if the oracle is sure of them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pytest

from autograder.question import oracle
from autograder.question.definition import Question


@dataclass(frozen=True)
class Hinge:
    z: float

    @cached_property
    def reference(self) -> float:
        return float(oracle.gradient(lambda z: np.maximum(z, 0), self.z))


class Ask(Question):
    id = "09-new/hinge"
    drawn: list[float]

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Hinge:
        """Now and then just at the kink."""
        z = float(rng.choice([1e-7, 0.5, -0.5]))
        Ask.drawn.append(z)
        return Hinge(z)


def test_a_case_that_the_oracle_refuses_is_drawn_anew():
    Ask.drawn = []
    cases = [Ask.draw_case(seed, 0) for seed in range(40)]
    assert {case.z for case in cases} == {0.5, -0.5}
    assert Ask.drawn.count(1e-7) > 0
    assert len(Ask.drawn) > len(cases)


def test_the_same_seed_draws_the_same_case():
    Ask.drawn = []
    assert [Ask.draw_case(seed, 1) for seed in range(9)] == [
        Ask.draw_case(seed, 1) for seed in range(9)
    ]


def test_a_question_without_a_sound_case_is_at_fault(monkeypatch):
    monkeypatch.setattr(Ask, "draw", staticmethod(lambda rng, number: Hinge(1e-7)))
    with pytest.raises(oracle.OracleError, match="09-new/hinge draws no case") as caught:
        Ask.draw_case(1, 0)
    assert "differ by" in str(caught.value.__cause__)
