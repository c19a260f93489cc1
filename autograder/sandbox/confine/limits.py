"""Resource limits, which every Unix has, and a user id for each slot."""

import contextlib
import os
import resource
from pathlib import Path

MEMORY = 1024 * 2**20
"""Bytes that a kernel may take in addition to those of the warm process."""

FILE_SIZE = 16 * 2**20
OPEN_FILES = 128
CPU_SECONDS = 600
PROCESSES = 64
"""Threads that a slot's user may have."""

ADDITIONAL = 256
"""Threads that a user of the host may have in addition to those at the start of the loader."""

FIRST_USER, USERS = 60578, 600
"""The user ids of the slots: a range that no distribution assigns and that containers map."""


def become_slot_user(slot: int) -> None:
    """Become the user of a slot, for good. Raises OSError if this process may not."""
    user = FIRST_USER + slot % USERS
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def set_limits(own_user: bool) -> None:
    """Set the limits of this process and its children. Raises OSError if one is refused.

    own_user: whether no other process has this user. The system counts threads by user; where that
    is the host's own user, the limit leaves room for what else goes on.
    """
    for kind, limit in (
        (resource.RLIMIT_AS, _warm_size + MEMORY),
        (resource.RLIMIT_FSIZE, FILE_SIZE),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_NPROC, PROCESSES if own_user else _threads + ADDITIONAL),
    ):
        resource.setrlimit(kind, (limit, limit))
    # At the first limit comes a signal that says why, and no other process sends.
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))


def raise_oom_score() -> None:
    """Make the kernel end this process and its children first when memory runs out."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


_warm_size, _threads = 0, 0


def record_start() -> None:
    """Record what is there before any kernel, which cannot read /proc.

    The address space of this process, and the threads of its user.
    """
    global _warm_size, _threads
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    _warm_size = pages * os.sysconf("SC_PAGE_SIZE")
    _threads = 0
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it has ended since
            if process.stat().st_uid == os.getuid():
                _threads += len(os.listdir(process / "task"))
