"""Landlock: a process gives up all files except those on a list. Needs Linux 5.13, no privileges.

Source: the kernel's documentation, userspace-api/landlock.

Why not the package landlock: it restricts only files, while this module also refuses TCP, abstract
Unix sockets and signals to other processes where the kernel can. The package mistakes an errno that
an earlier call has left behind for an error of its own, and it has only development releases.
"""

import ctypes
import os
from collections.abc import Iterable
from pathlib import Path

from .syscalls import call_system, forbid_new_privileges

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
_VERSION = 1
_PATH_BENEATH = 1

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | 1 << 14 | 1 << 15
# The number of rights that each version of the interface knows; later ones know those of 5.
_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_MAKE_DEVICES = 1 << 6 | 1 << 9 | 1 << 10 | 1 << 11


class _Ruleset(ctypes.Structure):
    _fields_ = (("fs", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def read_version() -> int:
    """Return the version of the interface. Raises OSError if the kernel has no Landlock."""
    return call_system(_CREATE, None, 0, _VERSION)


def restrict_files(readable: Iterable[Path], writable: Iterable[Path]) -> None:
    """Let this process only read `readable` and write to `writable`, for good.

    Raises OSError if the kernel has no Landlock.
    """
    known = read_version()
    rights = (1 << _RIGHTS[min(known, 5)]) - 1
    ruleset = _Ruleset(rights, 3 if known >= 4 else 0, 3 if known >= 6 else 0)
    size = 24 if known >= 6 else 16 if known >= 4 else 8
    descriptor = call_system(_CREATE, ctypes.byref(ruleset), size, 0)
    try:
        for path in readable:
            _allow(descriptor, path, (READ_FILE | READ_DIR) & rights)
        for path in writable:
            _allow(descriptor, path, rights & ~(EXECUTE | _MAKE_DEVICES))
        forbid_new_privileges()
        call_system(_RESTRICT, descriptor, 0)
    finally:
        os.close(descriptor)


def _allow(descriptor: int, path: Path, rights: int) -> None:
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not path.is_dir():
            rights &= _OF_FILES
        call_system(_ADD_RULE, descriptor, _PATH_BENEATH, ctypes.byref(_Beneath(rights, opened)), 0)
    finally:
        os.close(opened)
