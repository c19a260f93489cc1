"""The secret of a course is for its owner alone, and gives each student cases of their own."""

import pytest

from autograder.classroom.secret import VARIABLE, derive_seed, read_secret


@pytest.fixture
def secret(tmp_path, monkeypatch):
    """Where the secret of somebody lies who has none yet."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config" / "backprop-by-hand" / "secret"


def test_the_secret_is_made_once_and_is_for_its_owner_alone(secret):
    made = read_secret()
    assert read_secret() == made
    assert secret.read_text().strip() == made.decode()
    assert len(made) == 64
    assert secret.stat().st_mode & 0o777 == 0o600
    assert list(secret.parent.iterdir()) == [secret]


def test_another_file_may_be_named(secret, tmp_path, monkeypatch):
    (tmp_path / "mine").write_text("a secret of my own\n")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "mine"))
    assert read_secret() == b"a secret of my own"
    assert not secret.exists()


def test_a_secret_that_can_be_guessed_is_refused(secret):
    secret.parent.mkdir(parents=True)
    secret.write_text("short")
    with pytest.raises(ValueError, match="16 characters or more, not 5"):
        read_secret()


def test_each_secret_student_and_question_has_a_seed_of_its_own():
    seeds = {
        derive_seed(secret, student, question)
        for secret in (b"a" * 16, b"b" * 16)
        for student in ("ada", "ada\udcff", "a")
        for question in ("da/x", "01/x", "01/y")
    }
    assert len(seeds) == 18
    assert derive_seed(b"a" * 16, "ada", "01/x") in seeds
