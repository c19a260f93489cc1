from collections.abc import Callable

import pytest

from autograder.authoring.bank import BankAnswer


@pytest.fixture
def bank_answer() -> Callable[..., BankAnswer]:
    """An answer to the first question, as a file of the bank would hold it."""

    def make(
        outcome: str, code: str, mistakes: tuple[str, ...] = (), score: float = 0.0
    ) -> BankAnswer:
        return BankAnswer("01-perceptron-update/predict", outcome, code, score, mistakes)

    return make
