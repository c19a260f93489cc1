"""Commands as a shell runs them, but forked from a process that has loaded them: a start is slow.

Run as a program, this is that process: each line that it reads is a command, and each line that it
prints is the exit status of one. Commands with the same environment variables share a loader.
"""

import atexit
import json
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from runpy import run_module

from autograder.sandbox import loader, session

WRITE = os.O_WRONLY | os.O_CREAT
STREAMS = {"stdin": os.O_RDONLY, "stdout": WRITE, "stderr": WRITE}
"""The standard streams by number: their names, and how their files are opened."""


def run(
    module: str, *arguments: str, cwd: Path, env: Mapping[str, str] | None = None, input: str = ""
) -> subprocess.CompletedProcess[str]:
    """Do what `python -m module arguments` does, with `input` typed in."""
    loaded = _loaded()
    assert loaded.stdin
    assert loaded.stdout
    with tempfile.TemporaryDirectory() as folder:
        files = {name: Path(folder, name) for name in STREAMS}
        files["stdin"].write_text(input)
        paths = [str(path) for path in files.values()]
        job = [[module, *arguments], str(cwd), dict(os.environ if env is None else env), paths]
        loaded.stdin.write(json.dumps(job) + "\n")
        loaded.stdin.flush()
        try:
            status = int(loaded.stdout.readline())
        except BaseException:
            # A command that hangs, or has taken its parent down, is not in the way of the next.
            loaded.kill()
            _loaded.cache_clear()
            raise
        return subprocess.CompletedProcess(
            job[0], status, files["stdout"].read_text(), files["stderr"].read_text()
        )


@cache
def _loaded() -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.commands"],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(process.communicate)
    return process


def main() -> None:
    """Load the commands, then run one after the other in a fork each."""
    for module in ("autograder.__main__", "nbgrader.apps", "autograder.classroom.autograde"):
        import_module(module)
    # A command is to find its main module as it does when it comes first.
    del sys.modules["autograder.__main__"]
    shared = loader.Loader()

    for line in sys.stdin:
        if not (child := os.fork()):
            _run_forked(shared, *json.loads(line))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
    os._exit(0)  # the commands have reported their own coverage


def _run_forked(
    shared: loader.Loader, argv: list[str], cwd: str, env: dict[str, str], paths: list[str]
) -> None:
    for number, (path, flags) in enumerate(zip(paths, STREAMS.values(), strict=True)):
        os.dup2(os.open(path, flags), number)
    os.chdir(cwd)
    before = loader._make_environment()
    os.environ.clear()
    os.environ.update(env)
    if loader._make_environment() == before:
        _share(shared)
    sys.argv = argv
    status: object = 1
    try:
        run_module(argv[0], run_name="__main__", alter_sys=True)
        status = 0
    except SystemExit as end:
        status = end.code
    except BaseException:
        traceback.print_exc()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    # To take the process down piece by piece would take longer than most commands.
    os._exit(status if isinstance(status, int) else bool(status))


def _share(shared: loader.Loader) -> None:
    """Let whoever would start a loader in this process take this one."""

    class Shared(loader.Loader):
        def __init__(self) -> None:
            vars(self).update(vars(shared))

        def close(self) -> None:
            """Leave it to the next command."""

    loader.Loader = session.Loader = Shared


if __name__ == "__main__":
    main()
