from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout that is tested."""
    return Path(__file__).parent.parent
