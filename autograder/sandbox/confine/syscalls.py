"""System calls that Python's library does not offer."""

import ctypes
import os
import platform
import signal
from typing import Any

LIBC = ctypes.CDLL(None, use_errno=True)

_DIE_WITH_PARENT, _DUMPABLE, _NO_NEW_PRIVS = 1, 4, 38


def call_system(number: int, *arguments: Any) -> int:
    """Make the system call of that number; return its result. Raises OSError if it fails."""
    prepared = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    result = LIBC.syscall(ctypes.c_long(number), *prepared)
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return result


def call_libc(function: str, *arguments: int | bytes | None) -> int:
    """Call a function of the C library; return its result. Raises OSError if it is negative."""
    result = getattr(LIBC, function)(
        *(ctypes.c_long(a) if isinstance(a, int) else a for a in arguments)
    )
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{function}: {os.strerror(error)}")
    return result


def die_with_parent() -> None:
    """Have this process killed when the thread that forked it ends, however that ends."""
    call_libc("prctl", _DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)


def hide_from_user() -> None:
    """Keep other processes of the same user from this one's memory; ends with a new user id."""
    call_libc("prctl", _DUMPABLE, 0, 0, 0, 0)


def forbid_new_privileges() -> None:
    """Keep this process and its children from gaining privileges by starting a program.

    Landlock and seccomp require it of a process without privileges. Raises OSError if it fails.
    Source: the manual page PR_SET_NO_NEW_PRIVS(2const).
    """
    call_libc("prctl", _NO_NEW_PRIVS, 1, 0, 0, 0)


def read_machine() -> str:
    """Return the processor's architecture, which numbers its system calls, like "x86_64"."""
    return platform.machine()
