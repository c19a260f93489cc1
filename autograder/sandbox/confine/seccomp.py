"""seccomp: the kernel refuses system calls that no answer needs. Needs no privileges.

Source: the Linux kernel's documentation, userspace-api/seccomp_filter; classic BPF.

Why not pyseccomp: it binds libseccomp, which no wheel contains and not every computer has, takes
twice as long to install this filter, and has had no release since January 2021. A test compares the
numbers below with those of libseccomp where it is installed.
"""

import ctypes
import errno
import os
import signal
import struct

from .syscalls import call_libc, forbid_new_privileges, read_machine

# Refused are new programs, access to other processes, sockets (a socket pair is harmless), memory
# that no limit counts, what the host has few of for all or for a user (as io_setup), and whatever
# changes the system.
REFUSED = {
    "x86_64": {
        "fork": 57, "vfork": 58, "execve": 59, "execveat": 322, "ptrace": 101, "personality": 135,
        "process_vm_readv": 310, "process_vm_writev": 311, "process_madvise": 440, "kcmp": 312,
        "tkill": 200, "rt_sigqueueinfo": 129, "rt_tgsigqueueinfo": 297, "pidfd_open": 434,
        "pidfd_send_signal": 424, "pidfd_getfd": 438, "setpriority": 141, "ioprio_set": 251,
        "sched_setparam": 142, "sched_setscheduler": 144, "sched_setaffinity": 203,
        "sched_setattr": 314, "migrate_pages": 256, "move_pages": 279, "set_mempolicy": 238,
        "socket": 41, "connect": 42, "accept": 43, "accept4": 288, "bind": 49, "listen": 50,
        "memfd_create": 319, "memfd_secret": 447, "shmget": 29, "semget": 64, "msgget": 68,
        "mq_open": 240, "userfaultfd": 323, "io_uring_setup": 425, "io_uring_enter": 426,
        "io_uring_register": 427, "bpf": 321, "perf_event_open": 298, "add_key": 248,
        "request_key": 249, "keyctl": 250, "mount": 165, "umount2": 166, "pivot_root": 155,
        "chroot": 161, "unshare": 272, "setns": 308, "open_tree": 428, "move_mount": 429,
        "fsopen": 430, "fsconfig": 431, "fsmount": 432, "fspick": 433, "mount_setattr": 442,
        "name_to_handle_at": 303, "open_by_handle_at": 304, "mknod": 133, "mknodat": 259,
        "fanotify_init": 300, "swapon": 167, "swapoff": 168, "acct": 163, "quotactl": 179,
        "reboot": 169, "kexec_load": 246, "kexec_file_load": 320, "init_module": 175,
        "finit_module": 313, "delete_module": 176, "syslog": 103, "sethostname": 170,
        "setdomainname": 171, "settimeofday": 164, "clock_settime": 227, "adjtimex": 159,
        "clock_adjtime": 305, "iopl": 172, "ioperm": 173, "modify_ldt": 154, "vhangup": 153,
        "timer_create": 222, "io_setup": 206, "inotify_init": 253, "inotify_init1": 294,
    },
    "aarch64": {
        "execve": 221, "execveat": 281, "ptrace": 117, "personality": 92,
        "process_vm_readv": 270, "process_vm_writev": 271, "process_madvise": 440, "kcmp": 272,
        "tkill": 130, "rt_sigqueueinfo": 138, "rt_tgsigqueueinfo": 240, "pidfd_open": 434,
        "pidfd_send_signal": 424, "pidfd_getfd": 438, "setpriority": 140, "ioprio_set": 30,
        "sched_setparam": 118, "sched_setscheduler": 119, "sched_setaffinity": 122,
        "sched_setattr": 274, "migrate_pages": 238, "move_pages": 239, "set_mempolicy": 237,
        "socket": 198, "connect": 203, "accept": 202, "accept4": 242, "bind": 200, "listen": 201,
        "memfd_create": 279, "memfd_secret": 447, "shmget": 194, "semget": 190, "msgget": 186,
        "mq_open": 180, "userfaultfd": 282, "io_uring_setup": 425, "io_uring_enter": 426,
        "io_uring_register": 427, "bpf": 280, "perf_event_open": 241, "add_key": 217,
        "request_key": 218, "keyctl": 219, "mount": 40, "umount2": 39, "pivot_root": 41,
        "chroot": 51, "unshare": 97, "setns": 268, "open_tree": 428, "move_mount": 429,
        "fsopen": 430, "fsconfig": 431, "fsmount": 432, "fspick": 433, "mount_setattr": 442,
        "name_to_handle_at": 264, "open_by_handle_at": 265, "mknodat": 33,
        "fanotify_init": 262, "swapon": 224, "swapoff": 225, "acct": 89, "quotactl": 60,
        "reboot": 142, "kexec_load": 104, "kexec_file_load": 294, "init_module": 105,
        "finit_module": 273, "delete_module": 106, "syslog": 116, "sethostname": 161,
        "setdomainname": 162, "settimeofday": 170, "clock_settime": 112, "adjtimex": 171,
        "clock_adjtime": 266, "vhangup": 58, "timer_create": 107, "io_setup": 0,
        "inotify_init1": 26,
    },
}  # fmt: skip

# Refused where a kernel sees the host's files: Landlock lets the owner of a file change its mode,
# owner, times and attributes.
REFUSED_ON_HOST_FILES = {
    "x86_64": {
        "chmod": 90, "fchmod": 91, "fchmodat": 268, "fchmodat2": 452, "chown": 92, "fchown": 93,
        "lchown": 94, "fchownat": 260, "utime": 132, "utimes": 235, "futimesat": 261,
        "utimensat": 280, "setxattr": 188, "lsetxattr": 189, "fsetxattr": 190, "setxattrat": 463,
        "removexattr": 197, "lremovexattr": 198, "fremovexattr": 199, "removexattrat": 466,
        "file_setattr": 469,
    },
    "aarch64": {
        "fchmod": 52, "fchmodat": 53, "fchmodat2": 452, "fchown": 55, "fchownat": 54,
        "utimensat": 88, "setxattr": 5, "lsetxattr": 6, "fsetxattr": 7, "setxattrat": 463,
        "removexattr": 14, "lremovexattr": 15, "fremovexattr": 16, "removexattrat": 466,
        "file_setattr": 469,
    },
}  # fmt: skip

# Restricted by their arguments: clone may only make threads, clone3 is said to be unknown (so that
# the C library falls back to clone), signals and limits may only be for this process. It may not
# kill itself either: so who finds it killed knows that the machine did it.
RESTRICTED = {
    "x86_64": {
        "clone": 56, "clone3": 435, "kill": 62, "tgkill": 234, "prlimit64": 302, "fcntl": 72,
    },
    "aarch64": {
        "clone": 220, "clone3": 435, "kill": 129, "tgkill": 131, "prlimit64": 261, "fcntl": 25,
    },
}  # fmt: skip
_OWN_SIGNAL, _LEASE, _NOTIFY, _PIPE_SIZE = 10, 1024, 1026, 1031
"""Commands of fcntl that are refused: a signal of one's choice, and what holds the host's files or
takes of what a user has for all processes."""

_ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_X32 = 0x40000000
_THREAD = 0x00010000

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCH, _FIRST_ARGUMENT = 0, 4, 16
_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_SET_SECCOMP, _FILTER_MODE = 22, 2


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def install_filter(own_files: bool) -> None:
    """Install the filter in this process, for good.

    own_files: whether this process can only write to files of its own.
    Raises OSError if the kernel has no seccomp or the processor is not one of those above.
    """
    name = read_machine()
    if name not in REFUSED:
        raise OSError(errno.ENOSYS, f"no list of system calls for {name}")
    code = b"".join(_assemble_program(name, os.getpid(), own_files))
    forbid_new_privileges()
    program = _Program(len(code) // 8, code)
    address = ctypes.addressof(program)
    call_libc("prctl", _SET_SECCOMP, _FILTER_MODE, address, 0, 0)


def _encode_step(code: int, k: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("=HBBI", code, yes, no, k)


def _assemble_program(name: str, own: int, own_files: bool) -> list[bytes]:
    refuse = _encode_step(_RETURN, _ERROR | errno.EPERM)
    unknown = _encode_step(_RETURN, _ERROR | errno.ENOSYS)
    allow = _encode_step(_RETURN, _ALLOW)
    load_argument = _encode_step(_LOAD, _FIRST_ARGUMENT)
    restricted = RESTRICTED[name]
    steps = [
        _encode_step(_LOAD, _ARCH),
        _encode_step(_EQUAL, _ARCHITECTURE[name], yes=1),
        _encode_step(_RETURN, _KILL),
        _encode_step(_LOAD, _NUMBER),
    ]
    if name == "x86_64":
        steps += [_encode_step(_AT_LEAST, _X32, no=1), refuse]
    refused = REFUSED[name] | ({} if own_files else REFUSED_ON_HOST_FILES[name])
    for number in refused.values():
        steps += [_encode_step(_EQUAL, number, no=1), refuse]
    steps += [_encode_step(_EQUAL, restricted["clone3"], no=1), unknown]
    steps += [_encode_step(_EQUAL, restricted["clone"], no=4), load_argument]
    steps += [_encode_step(_ANY_BIT, _THREAD, yes=1), refuse, allow]
    for call, number in (("kill", 1), ("tgkill", 2)):
        load_signal = _encode_step(_LOAD, _FIRST_ARGUMENT + 8 * number)
        steps += [_encode_step(_EQUAL, restricted[call], no=6), load_argument]
        steps += [_encode_step(_EQUAL, own, no=2), load_signal]
        steps += [_encode_step(_EQUAL, signal.SIGKILL, no=1), refuse, allow]
    commands = (_OWN_SIGNAL, _LEASE, _NOTIFY, _PIPE_SIZE)
    load_command = _encode_step(_LOAD, _FIRST_ARGUMENT + 8)
    steps += [_encode_step(_EQUAL, restricted["fcntl"], no=len(commands) + 3), load_command]
    for left, command in zip(reversed(range(len(commands))), commands, strict=True):
        steps += [_encode_step(_EQUAL, command, yes=left + 1)]
    steps += [allow, refuse]
    steps += [_encode_step(_EQUAL, restricted["prlimit64"], no=5), load_argument]
    steps += [_encode_step(_EQUAL, 0, yes=2), _encode_step(_EQUAL, own, yes=1), refuse, allow]
    return [*steps, allow]
