from collections.abc import Iterator

import pytest

from autograder.sandbox.session import Sandbox, Session


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """One warm process for a file of tests."""
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def session(sandbox) -> Iterator[Session]:
    """A kernel of its own, whose cells and calls may take a few seconds."""
    with Session(sandbox, cell=5, call=5) as session:
        yield session
