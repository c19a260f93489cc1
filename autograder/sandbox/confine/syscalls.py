"""System calls that Python has no name for."""

import ctypes
import os
import platform
from typing import Any

LIBC = ctypes.CDLL(None, use_errno=True)


def call(number: int, *arguments: Any) -> int:
    """Make a system call by number; raises OSError if it fails."""
    prepared = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    result = LIBC.syscall(ctypes.c_long(number), *prepared)
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return result


def libc(function: str, *arguments: int | bytes | None) -> int:
    """Call a function of the C library that returns −1 on failure; raises OSError then."""
    result = getattr(LIBC, function)(
        *(ctypes.c_long(a) if isinstance(a, int) else a for a in arguments)
    )
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{function}: {os.strerror(error)}")
    return result


def machine() -> str:
    """Return the name of this processor's system calls: "x86_64", "aarch64" or another."""
    return platform.machine()
