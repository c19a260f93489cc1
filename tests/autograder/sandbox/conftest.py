from collections.abc import Iterator

import pytest

from autograder.sandbox.session import Session


@pytest.fixture
def session(sandbox) -> Iterator[Session]:
    """A kernel of its own, whose cells and calls have time enough on a machine that is busy."""
    with Session(sandbox, cell=60, call=60) as session:
        yield session
