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

    own_user: whether no other process has this user; the number of processes, which the kernel
    counts by user, is limited only then.
    """
    for kind, limit in (
        (resource.RLIMIT_AS, _warm_size + MEMORY),
        (resource.RLIMIT_FSIZE, FILE_SIZE),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
    ):
        resource.setrlimit(kind, (limit, limit))
    if own_user:
        resource.setrlimit(resource.RLIMIT_NPROC, (PROCESSES, PROCESSES))


def raise_oom_score() -> None:
    """Make the kernel end this process and its children first when memory runs out."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


_warm_size = 0


def record_size() -> None:
    """Record the address space of the warm process, since a kernel cannot read /proc."""
    global _warm_size
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    _warm_size = pages * os.sysconf("SC_PAGE_SIZE")
