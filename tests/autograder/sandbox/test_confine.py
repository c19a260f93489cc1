"""What a kernel can reach, and what is left when it is gone."""

import ctypes
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.sandbox.confine import (
    CONFINEMENT_LAYERS,
    THREATS,
    ConfineError,
    find_uncovered,
    seccomp,
)
from autograder.sandbox.confine.syscalls import read_machine
from autograder.sandbox.doctor import PROBES, _is_stopped, _Targets
from autograder.sandbox.session import Sandbox, Session
from tests.support.processes import descendants


@pytest.fixture(scope="module")
def targets():
    with _Targets() as targets:
        yield targets


@pytest.mark.parametrize("probe", PROBES)
def test_nothing_is_within_reach(session, targets, probe):
    session.run_cell("'a kernel'")
    assert _is_stopped(session, PROBES[probe].format(**targets))


def test_the_targets_are_within_reach_of_others(targets):
    """The probes would find them, were they not kept in."""
    for probe in ("files", "writing", "network", "unix sockets", "programs", "signals"):
        code = PROBES[probe].format(**targets)
        assert subprocess.run([sys.executable, "-c", code]).returncode == 0, probe


@pytest.mark.parametrize(
    "path", ["solutions", "tests", "classroom", "README.md", "autograder/checks"]
)
def test_the_course_is_not_to_be_seen(session, path):
    root = Path(__file__).parents[3]
    ran = session.run_cell(f"import os\nos.stat({str(root / path)!r}), open({str(root / path)!r})")
    assert ran.outputs[-1].output_type == "error"


def test_neither_environment_nor_arguments_tell_anything(session, monkeypatch):
    ran = session.run_cell("import os, sys\nsorted(os.environ), len(sys.argv)")
    names = eval(ran.outputs[-1].data["text/plain"])[0]
    assert set(names) <= {"HOME", "TMPDIR", "USER", "PATH", "MPLBACKEND"}


def test_no_process_is_left():
    with Sandbox(os.getpid()) as sandbox:
        with Session(sandbox) as session:
            session.run_cell("1")
            process = sandbox._process
            assert process is not None
            with_kernel = descendants(process)
            session.run_cell(
                "import os, threading, time\n"
                "threading.Thread(target=time.sleep, args=(600,)).start()\n"
                "if os.fork() == 0:\n    os.setsid()\n    time.sleep(600)"
            )
        sandbox.end_kernel()
        assert len(descendants(process)) == len(with_kernel) - 1
    assert not [pid for pid in (process, *with_kernel) if Path(f"/proc/{pid}").exists()]


def test_each_layer_says_what_it_stops():
    for layer in CONFINEMENT_LAYERS.values():
        assert set(layer.stops) <= set(THREATS)
        assert layer.means
    assert find_uncovered(set(CONFINEMENT_LAYERS)) == []
    assert find_uncovered({"limits"}) == ["files", "network", "processes"]


def test_grading_refuses_where_answers_cannot_be_kept_in(loader):
    limits = Sandbox(loader=loader, layers=["limits"])
    with limits as sandbox, pytest.raises(ConfineError, match="files, network"):
        sandbox.fork_kernel()


def test_it_does_not_refuse_if_that_was_allowed(loader):
    with Sandbox(loader=loader, layers=["limits"], allow_unsandboxed=True) as sandbox:
        assert sandbox.fork_kernel().run_cell("1", 30).stopped is None
        assert sandbox.active == {"limits"}


def test_without_root_or_namespaces_all_is_still_stopped(loader, targets):
    layers = ["limits", "seccomp", "landlock"]
    with Sandbox(loader=loader, layers=layers) as sandbox, Session(sandbox) as session:
        session.run_cell("'a kernel'")
        for probe, code in PROBES.items():
            assert _is_stopped(session, code.format(**targets)), probe


@pytest.mark.deep
def test_the_doctor_says_that_grading_runs_here(capsys):
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "NOT STOPPED" not in said
    assert "Grading runs here" in said
    for name in CONFINEMENT_LAYERS:
        assert name in said


def test_a_slot_has_a_user_of_its_own(loader):
    if os.getuid():
        return  # only root can give users away
    users = set()
    for slot in (1, 2):
        with Sandbox(slot, loader=loader) as sandbox:
            ran = sandbox.fork_kernel().run_cell(
                "import os\nos.getuid(), os.getgid(), os.getgroups()", 30
            )
            users.add(ran.outputs[-1].data["text/plain"])
    assert len(users) == 2
    assert not any(user.startswith("(0,") for user in users)


def test_rights_of_the_hosts_files_are_kept(loader, tmp_path):
    mine = tmp_path / "gradebook.db"
    mine.touch(0o600)
    layers = ["limits", "seccomp", "landlock"]
    with Sandbox(loader=loader, layers=layers, allow_unsandboxed=True) as sandbox:
        change = f"import os\nos.chmod({str(mine)!r}, 0o777)"
        assert sandbox.fork_kernel().run_cell(change, 30).outputs[-1].ename == "PermissionError"
    assert mine.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("name", "token"), [("x86_64", 0xC000003E), ("aarch64", 0xC00000B7)])
def test_numbers_of_system_calls_are_those_of_libseccomp(name, token):
    try:
        resolve = ctypes.CDLL("libseccomp.so.2").seccomp_syscall_resolve_name_arch
    except OSError:
        pytest.skip("no libseccomp here")
    ours = seccomp.REFUSED[name] | seccomp.REFUSED_ON_HOST_FILES[name] | seccomp.RESTRICTED[name]
    theirs = {call: resolve(ctypes.c_uint32(token), call.encode()) for call in ours}
    known = {call: number for call, number in theirs.items() if number != -1}
    assert len(known) > 0.9 * len(ours)
    assert known == {call: ours[call] for call in known}


LIST_DESCRIPTORS = """
import fcntl, os, stat
found = {}
for number in range(1024):
    try:
        kind = stat.S_IFMT(os.fstat(number).st_mode)
        found[number] = kind, fcntl.fcntl(number, fcntl.F_GETFL), fcntl.fcntl(number, fcntl.F_GETFD)
        if kind == stat.S_IFREG:
            found[number] += (os.lseek(number, 0, os.SEEK_CUR),)
    except OSError:
        pass
"""
CHANGE_DESCRIPTORS = """
for number, (kind, *_) in found.items():
    if kind != stat.S_IFSOCK:
        fcntl.fcntl(number, fcntl.F_SETFL, os.O_NONBLOCK | os.O_APPEND)
    if kind == stat.S_IFREG:
        os.lseek(number, 77, os.SEEK_SET)
"""


@pytest.mark.parametrize("layers", [tuple(CONFINEMENT_LAYERS), ("limits",)], ids=["all", "one"])
def test_nothing_that_is_open_goes_from_one_kernel_to_the_next(loader, layers):
    with Sandbox(os.getpid(), loader=loader, layers=layers, allow_unsandboxed=True) as sandbox:
        lists = []
        for _ in range(2):
            kernel = sandbox.fork_kernel()
            ran = kernel.run_cell(f"{LIST_DESCRIPTORS}\n{CHANGE_DESCRIPTORS}\nfound", 30)
            lists.append(ran.outputs[-1].data["text/plain"])
        assert lists[0] == lists[1]
        kernel = sandbox.fork_kernel()
        ran = kernel.run_cell(f"{LIST_DESCRIPTORS}\nprint(*(f[0] for f in found.values()))", 30)
        kinds = [int(kind) for kind in ran.outputs[-1].text.split()]
        assert kinds[:3] == [stat.S_IFCHR] * 3
        assert kinds.count(stat.S_IFSOCK) == 1
        assert set(kinds[3:]) <= {stat.S_IFSOCK, stat.S_IFREG}
        plot = kernel.run_cell("import matplotlib.pyplot as plt\nplt.title('$x$')\nplt.show()", 30)
        assert plot.outputs[-1].output_type == "display_data"


def test_two_kernels_share_no_memory_that_they_can_write_to(loader):
    if os.getuid():
        return  # only root sees what such a process has mapped
    with Sandbox(os.getpid(), loader=loader) as sandbox:
        sandbox.fork_kernel()
        assert sandbox._process is not None
        kernel = descendants(sandbox._process)[-1]
        maps = Path(f"/proc/{kernel}/maps").read_text().splitlines()
        assert len(maps) > 100
        assert not [
            line for line in maps if line.split()[1][1] == "w" and line.split()[1][3] == "s"
        ]


@pytest.mark.parametrize(
    "code",
    [
        "import ctypes\nassert ctypes.CDLL(None).syscall("
        f"{seccomp.REFUSED[read_machine()]['io_setup']}, 1, ctypes.byref(ctypes.c_ulong())) == 0",
        "import fcntl, os\nfcntl.fcntl(os.open(os.__file__, 0), fcntl.F_SETLEASE, fcntl.F_RDLCK)",
        "import fcntl, os\nfcntl.fcntl(os.pipe()[0], 1031, 2**20)",
        "import threading\nwait = threading.Event()\nthreading.stack_size(2**16)\n"
        "for _ in range(2000): threading.Thread(target=wait.wait, daemon=True).start()",
    ],
    ids=["contexts of io_setup", "leases", "pipes", "threads"],
)
def test_what_the_host_has_few_of_is_not_taken(loader, code):
    layers = ["limits", "seccomp", "landlock"]  # as for an ordinary user
    with Sandbox(os.getpid(), loader=loader, layers=layers) as sandbox, Session(sandbox) as session:
        if "threading" not in code or os.getuid():  # root may have any number
            assert _is_stopped(session, code)


def test_a_kernel_shows_its_memory_to_no_process_of_its_user(session):
    ran = session.run_cell("import ctypes\nctypes.CDLL(None).prctl(3)")
    assert ran.outputs[-1].data["text/plain"] == "0"
