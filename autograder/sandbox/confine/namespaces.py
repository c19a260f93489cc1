"""Namespaces: a file system, a network and a process table that are nearly empty.

Root enters them directly, an ordinary user through a user namespace where the host allows one.
Source: the manual pages namespaces(7), user_namespaces(7), mount_setattr(2), pivot_root(2).
"""

import ctypes
import errno
import os
import signal
from collections.abc import Iterable
from pathlib import Path

from .syscalls import (
    call_libc,
    call_system,
    die_with_parent,
    forbid_new_privileges,
    hide_from_user,
    read_machine,
)

_NEW_MOUNTS, _NEW_USER, _NEW_PIDS, _NEW_NETWORK = 0x00020000, 0x10000000, 0x20000000, 0x40000000
_NEW_IPC, _NEW_UTS = 0x08000000, 0x04000000
_BIND, _RECURSIVE, _PRIVATE = 1 << 12, 1 << 14, 1 << 18
_NO_SUID, _NO_DEVICES, _NO_EXEC = 1 << 1, 1 << 2, 1 << 3
_DETACH = 2
_MOUNT_SETATTR = 442
_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_HERE, _AT_RECURSIVE = -100, 0x8000
_ATTRIBUTE_READ_ONLY, _ATTRIBUTE_NO_SUID = 1, 2
_DROP_BOUND = 24
_CAPABILITIES_V3 = 0x20080522

DEVICES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")
SCRATCH_SIZE = "size=64m,nr_inodes=1024,mode=0777"

# The new root is mounted here. Every Linux has this folder, and it must be hidden anyway.
_NEW_ROOT = Path("/proc")


class _Attributes(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_uint64) for name in ("set", "clear", "propagation", "userns"))


def enter_namespaces(readable: Iterable[Path]) -> None:
    """Continue in new namespaces, in which only `readable` is visible, and is read-only.

    This process stays outside and waits. A child continues in its place as process 1 of its own
    process table, so that all its children end when it does. Raises OSError if the host refuses.
    """
    _rehearse_in_child(readable)
    _leave_host(readable)
    child = os.fork()
    if child:
        os.closerange(3, 1024)  # or the other ends of these sockets would not see the child end
        signal.signal(signal.SIGTERM, lambda *_: os.kill(child, signal.SIGKILL))
        _, status = os.waitpid(child, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 0x7F)
    die_with_parent()


def _rehearse_in_child(readable: Iterable[Path]) -> None:
    # If a later step failed, the earlier ones could not be undone: a child tries them all first.
    child = os.fork()
    if not child:
        try:
            _leave_host(readable)
        except OSError as error:
            os._exit(error.errno or errno.EPERM)
        except BaseException:
            os._exit(errno.EPERM)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if code := os.waitstatus_to_exitcode(status):
        raise OSError(code, os.strerror(abs(code)))


def _leave_host(readable: Iterable[Path]) -> None:
    user, group = os.getuid(), os.getgid()
    spaces = _NEW_MOUNTS | _NEW_PIDS | _NEW_NETWORK | _NEW_IPC | _NEW_UTS
    call_libc("unshare", spaces | (_NEW_USER if user else 0))
    if user:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1")
        Path("/proc/self/gid_map").write_text(f"0 {group} 1")
    _build_root([*readable, *map(Path, DEVICES)])


def _build_root(visible: Iterable[Path]) -> None:
    _mount("none", Path("/"), None, _RECURSIVE | _PRIVATE)
    _mount("tmpfs", _NEW_ROOT, "tmpfs", _NO_SUID | _NO_DEVICES, "size=1m,mode=0755")
    for path in visible:
        target = _NEW_ROOT / path.relative_to("/")
        if path.is_symlink():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(path.readlink())
        elif path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
            _mount(str(path), target, None, _BIND | _RECURSIVE)
        elif path.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.touch()
            _mount(str(path), target, None, _BIND)
    (_NEW_ROOT / "scratch").mkdir()
    (_NEW_ROOT / "old").mkdir()
    os.chdir(_NEW_ROOT)
    number = _PIVOT_ROOT.get(read_machine())
    if number is None:
        raise OSError(errno.ENOSYS, f"no number of pivot_root for {read_machine()}")
    call_system(number, b".", b"old")
    os.chdir("/")
    call_libc("umount2", b"/old", _DETACH)
    Path("/old").rmdir()
    attributes = _Attributes(set=_ATTRIBUTE_READ_ONLY | _ATTRIBUTE_NO_SUID)
    size = ctypes.sizeof(attributes)
    call_system(_MOUNT_SETATTR, _HERE, b"/", _AT_RECURSIVE, ctypes.byref(attributes), size)


def _mount(source: str, target: Path, kind: str | None, flags: int, options: str = "") -> None:
    kind_bytes = kind.encode() if kind else None
    call_libc("mount", source.encode(), os.fsencode(target), kind_bytes, flags, options.encode())


def mount_private_folder(folder: Path) -> None:
    """Mount an empty folder in memory that only this process sees. Raises OSError on failure."""
    call_libc("unshare", _NEW_MOUNTS)
    _mount("none", Path("/"), None, _RECURSIVE | _PRIVATE)
    _mount("tmpfs", folder, "tmpfs", _NO_SUID | _NO_DEVICES | _NO_EXEC, SCRATCH_SIZE)


def drop_privileges() -> None:
    """Give up all capabilities of root in every namespace, for good. Raises OSError on failure."""
    forbid_new_privileges()
    for capability in range(64):
        try:
            call_libc("prctl", _DROP_BOUND, capability, 0, 0, 0)
        except OSError:
            break
    header, none = (ctypes.c_uint32 * 2)(_CAPABILITIES_V3, 0), (ctypes.c_uint32 * 6)()
    call_libc("capset", ctypes.addressof(header), ctypes.addressof(none))
    hide_from_user()
