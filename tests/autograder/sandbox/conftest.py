from collections.abc import Iterator

import pytest

from autograder.sandbox.session import Session


@pytest.fixture
def session(sandbox) -> Iterator[Session]:
    """A kernel of its own, whose cells and calls may take a few seconds."""
    with Session(sandbox, cell=5, call=5) as session:
        yield session
