from collections.abc import Callable

import pytest

from autograder.bank import BankAnswer


@pytest.fixture
def bank_answer() -> Callable[..., BankAnswer]:
    """An answer to the first question, as a file of the bank would hold it."""

    def make(outcome: str, code: str, hints: tuple[str, ...] = ()) -> BankAnswer:
        return BankAnswer("01-perceptron-update/predict", outcome, code, 0.0, hints, "")

    return make
