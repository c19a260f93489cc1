"""Namespaces: a file system, a network and a process table that hold next to nothing.

As root directly; as an ordinary user through a user namespace, where the host allows one.
Source: the manual pages namespaces(7), user_namespaces(7), mount_setattr(2), pivot_root(2).
"""

import ctypes
import errno
import os
import signal
from collections.abc import Iterable
from pathlib import Path

from .syscalls import call, libc, machine

_NEW_MOUNTS, _NEW_USER, _NEW_PIDS, _NEW_NETWORK = 0x00020000, 0x10000000, 0x20000000, 0x40000000
_NEW_IPC, _NEW_UTS = 0x08000000, 0x04000000
_BIND, _RECURSIVE, _PRIVATE = 1 << 12, 1 << 14, 1 << 18
_NO_SUID, _NO_DEVICES, _NO_EXEC = 1 << 1, 1 << 2, 1 << 3
_DETACH = 2
_MOUNT_SETATTR = 442
_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_HERE, _AT_RECURSIVE = -100, 0x8000
_ATTRIBUTE_READ_ONLY, _ATTRIBUTE_NO_SUID = 1, 2
_DIE_WITH_PARENT, _DROP_BOUND, _NO_NEW_PRIVS = 1, 24, 38
_CAPABILITIES_V3 = 0x20080522

DEVICES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")
SCRATCH_SIZE = "size=64m,nr_inodes=1024,mode=0777"

# Any folder that every Linux has will do to build the new root on, and this one must be hidden.
_SITE = Path("/proc")


class _Attributes(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_uint64) for name in ("set", "clear", "propagation", "userns"))


def enter(readable: Iterable[Path]) -> None:
    """Go, with all children to come, where only `readable` is to be seen, and cannot be changed.

    This process stays behind and waits; a child goes on in its place, as process 1 of its own
    table, so that all end when it does. Raises OSError if the host allows none of this.
    """
    _try_first(readable)
    _leave_host(readable)
    child = os.fork()
    if child:
        os.closerange(3, 1024)  # whoever waits for this process must see it end when its child does
        signal.signal(signal.SIGTERM, lambda *_: os.kill(child, signal.SIGKILL))
        _, status = os.waitpid(child, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 0x7F)
    libc("prctl", _DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)


def _try_first(readable: Iterable[Path]) -> None:
    # Half of it could not be undone, so a child that is thrown away goes first.
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
    libc("unshare", spaces | (_NEW_USER if user else 0))
    if user:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1")
        Path("/proc/self/gid_map").write_text(f"0 {group} 1")
    _new_root([*readable, *map(Path, DEVICES)])


def _new_root(seen: Iterable[Path]) -> None:
    _mount("none", Path("/"), None, _RECURSIVE | _PRIVATE)
    _mount("tmpfs", _SITE, "tmpfs", _NO_SUID | _NO_DEVICES, "size=1m,mode=0755")
    for path in seen:
        if path.is_symlink():
            _within(path).parent.mkdir(parents=True, exist_ok=True)
            _within(path).symlink_to(path.readlink())
        elif path.is_dir():
            _within(path).mkdir(parents=True, exist_ok=True)
            _mount(str(path), _within(path), None, _BIND | _RECURSIVE)
        elif path.exists():
            _within(path).parent.mkdir(parents=True, exist_ok=True)
            _within(path).touch()
            _mount(str(path), _within(path), None, _BIND)
    _within(Path("/scratch")).mkdir()
    _within(Path("/old")).mkdir()
    os.chdir(_SITE)
    number = _PIVOT_ROOT.get(machine())
    if number is None:
        raise OSError(errno.ENOSYS, f"no number of pivot_root for {machine()}")
    call(number, b".", b"old")
    os.chdir("/")
    libc("umount2", b"/old", _DETACH)
    Path("/old").rmdir()
    attributes = _Attributes(set=_ATTRIBUTE_READ_ONLY | _ATTRIBUTE_NO_SUID)
    size = ctypes.sizeof(attributes)
    call(_MOUNT_SETATTR, _HERE, b"/", _AT_RECURSIVE, ctypes.byref(attributes), size)


def _within(path: Path) -> Path:
    return _SITE / path.relative_to("/")


def _mount(source: str, target: Path, kind: str | None, flags: int, options: str = "") -> None:
    kind_bytes = kind.encode() if kind else None
    libc("mount", source.encode(), os.fsencode(target), kind_bytes, flags, options.encode())


def private_folder(folder: Path) -> None:
    """Give this process an empty folder in memory that ends with it. Raises OSError on failure."""
    libc("unshare", _NEW_MOUNTS)
    _mount("none", Path("/"), None, _RECURSIVE | _PRIVATE)
    _mount("tmpfs", folder, "tmpfs", _NO_SUID | _NO_DEVICES | _NO_EXEC, SCRATCH_SIZE)


def drop_privileges() -> None:
    """Give up, for good, all that root may do, in whatever namespace. Needs no rights."""

    libc("prctl", _NO_NEW_PRIVS, 1, 0, 0, 0)
    for capability in range(64):
        try:
            libc("prctl", _DROP_BOUND, capability, 0, 0, 0)
        except OSError:
            break
    header, none = (ctypes.c_uint32 * 2)(_CAPABILITIES_V3, 0), (ctypes.c_uint32 * 6)()
    libc("capset", ctypes.addressof(header), ctypes.addressof(none))
