"""Limits that every Unix knows, and a user id for each slot."""

import contextlib
import os
import resource
from pathlib import Path

MEMORY = 1024 * 2**20
"""Bytes that a kernel may take beside what the warm process has."""

FILE_SIZE = 16 * 2**20
OPEN_FILES = 128
CPU_SECONDS = 600
PROCESSES = 64
"""Threads that a slot's user may have."""

FIRST_USER, USERS = 60578, 600
"""The ids of the slots' users: a range that no distribution hands out, and containers know."""


def become(slot: int) -> None:
    """Become the user of a slot for good. Raises OSError if this process may not."""
    user = FIRST_USER + slot % USERS
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def apply(own_user: bool) -> None:
    """Set the limits; the number of processes only counts for a user who has no others."""
    taken = _taken()
    for kind, limit in (
        (resource.RLIMIT_AS, taken + MEMORY),
        (resource.RLIMIT_FSIZE, FILE_SIZE),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
    ):
        resource.setrlimit(kind, (limit, limit))
    if own_user:
        resource.setrlimit(resource.RLIMIT_NPROC, (PROCESSES, PROCESSES))


def offer_to_be_ended() -> None:
    """Have this process and its children ended first where a computer runs out of memory."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


_TAKEN = 0


def note_size() -> None:
    """Remember how much address space the warm process has; /proc is gone later."""
    global _TAKEN
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    _TAKEN = pages * os.sysconf("SC_PAGE_SIZE")


def _taken() -> int:
    return _TAKEN
