import os
from collections.abc import Callable, Iterator

import pytest

from autograder.authoring.bank import BankAnswer
from autograder.sandbox.loader import Loader
from autograder.sandbox.session import Sandbox


@pytest.fixture
def bank_answer() -> Callable[..., BankAnswer]:
    """An answer to the first question, as a file of the bank would hold it."""

    def make(
        outcome: str, code: str, mistakes: tuple[str, ...] = (), score: float = 0.0
    ) -> BankAnswer:
        return BankAnswer("01-perceptron-update/predict", outcome, code, score, mistakes)

    return make


@pytest.fixture(scope="session")
def loader() -> Iterator[Loader]:
    """What all sandboxes of these tests are forked from."""
    with Loader() as loader:
        yield loader


@pytest.fixture(scope="module")
def sandbox(loader) -> Iterator[Sandbox]:
    """One warm process for a file of tests, in a place that no other process of the tests takes."""
    with Sandbox(os.getpid(), loader=loader) as sandbox:
        yield sandbox
