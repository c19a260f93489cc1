"""The course's secret, from which each submission's cases are drawn.

It lies outside the repository, in the instructor's own configuration, and never enters a kernel.
The same secret, student and question always give the same cases, so that a grading can be repeated.
"""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

VARIABLE = "BACKPROP_BY_HAND_SECRET"
"""Names the file of the secret; for a course that is graded on several machines."""


def secret_file() -> Path:
    """Return where the secret lies."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    configured = os.environ.get("XDG_CONFIG_HOME")
    home = Path(configured) if configured else Path.home() / ".config"
    return home / "backprop-by-hand" / "secret"


def read_secret() -> bytes:
    """Return the secret; the first time, one is made.

    Raises ValueError if the file holds less than 16 characters, OSError if it cannot be read.
    """
    path = secret_file()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32) + "\n")
        try:
            os.link(fresh, path)  # of several that begin at once, the first one wins
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    secret = path.read_text(encoding="utf-8").strip()
    if len(secret) < 16:
        raise ValueError(f"secret file {path} should hold 16 characters or more, not {len(secret)}")
    return secret.encode()


def derive_seed(secret: bytes, student: str, question: str) -> int:
    """Return the seed of a student's cases for a question, "assignment/question"."""
    message = "\0".join((student, question)).encode("utf-8", "surrogateescape")
    return int.from_bytes(hmac.digest(secret, message, hashlib.sha256)[:16])
