"""What a kernel can reach, and what is left when it is gone."""

import ctypes
import os
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
from autograder.sandbox.doctor import PROBES, _is_stopped, _Targets
from autograder.sandbox.session import Sandbox, Session


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


def descendants(pid: int) -> list[int]:
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(status.parent.name)] = (int(fields[1]), fields[0])
    found, queue = [], [pid]
    while queue:
        above = queue.pop()
        below = [p for p, (parent, state) in parents.items() if parent == above and state != "Z"]
        found += below
        queue += below
    return found


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
