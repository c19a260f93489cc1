"""What keeps answers in on this computer: each layer tried for real alone, then all together."""

import argparse
import contextlib
import os
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from .confine import LAYERS, THREATS, ConfineError, uncovered
from .loader import Loader
from .session import Sandbox, Session
from .wire import DeadlineError, WireError

PROBES = {
    "files": "open({secret!r}).read()",
    "writing": "open({beside!r}, 'w').close()",
    "network": "import socket; socket.socket().connect(('127.0.0.1', {port}))",
    "unix sockets": "import socket; socket.socket(socket.AF_UNIX).connect({path!r})",
    "memory": "x = bytearray(3 * 2**30)",
    "processes": "import os; p = os.fork(); p or os._exit(0)",
    "programs": "import subprocess; subprocess.run([{python!r}, '-c', ''], check=True)",
    "signals": "import os; os.kill(os.getppid(), 0)",
    "disk": "open('large', 'wb').write(bytes(64 * 2**20))",
}
"""What an answer might try, as the code of a cell that ends in an error if it is stopped."""


def add_arguments(_: argparse.ArgumentParser) -> None:
    """Add nothing: `autograder doctor` takes no arguments."""


def run(_: argparse.Namespace) -> int:
    """Print what was found; return 0 if grading is safe here."""
    sound = True
    for line, holds in examine():
        print(line, flush=True)
        sound = sound and holds
    return 0 if sound else 1


def examine() -> Iterator[tuple[str, bool]]:
    """Give lines for a person, each with whether it is as grading needs it."""
    with _Targets() as targets, Loader() as loader:
        for name, layer in LAYERS.items():
            yield from _alone(name, layer.means, targets, loader)
        yield "", True
        yield from _together(targets, loader)


class _Targets:
    """Things that an answer must not reach: a file, a folder, a server, a Unix socket."""

    def __enter__(self) -> dict:
        self._stack = contextlib.ExitStack()
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        folder.chmod(0o755)
        secret = folder / "secret"
        secret.write_text("secret")
        server = self._stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        unix = self._stack.enter_context(socket.socket(socket.AF_UNIX))
        unix.bind(str(folder / "unix"))
        (folder / "unix").chmod(0o777)
        unix.listen()
        return {
            "secret": str(secret),
            "beside": str(folder / "written"),
            "port": server.getsockname()[1],
            "path": str(folder / "unix"),
            "python": "/bin/true",
        }

    def __exit__(self, *_: object) -> None:
        self._stack.close()


def _alone(name: str, means: str, targets: dict, loader: Loader) -> Iterator[tuple[str, bool]]:
    with Sandbox(os.getpid(), loader=loader, layers=[name], allow_unsandboxed=True) as sandbox:
        try:
            stopped = _stopped(sandbox, targets)
        except (WireError, DeadlineError, ConfineError) as error:
            yield f"{name:12} not here ({error})", True
            return
        if name not in sandbox.active:
            yield f"{name:12} not here: {sandbox.refused.get(name, 'refused')}", True
            return
        yield f"{name:12} {means}", True
        yield f"{'':12} alone it stops: {', '.join(stopped) or 'nothing of this'}", True
        left = [probe for probe in PROBES if probe not in stopped]
        yield f"{'':12} and leaves: {', '.join(left) or 'nothing'}", True


def _stopped(sandbox: Sandbox, targets: dict) -> list[str]:
    with Session(sandbox, cell=30) as session:
        session.kernel()
        return [
            name for name, probe in PROBES.items() if _is_stopped(session, probe.format(**targets))
        ]


def _is_stopped(session: Session, code: str) -> bool:
    ran = session.run(code)
    return ran.stopped is not None or any(o.output_type == "error" for o in ran.outputs)


def _together(targets: dict, loader: Loader) -> Iterator[tuple[str, bool]]:
    with Sandbox(os.getpid(), loader=loader, allow_unsandboxed=True) as sandbox:
        stopped = _stopped(sandbox, targets)
        with Session(sandbox, cell=0.5) as session:
            start = time.monotonic()
            ended = session.run("while True: pass").stopped == "time"
            took = time.monotonic() - start
        missing = uncovered(sandbox.active)
        yield f"All together ({', '.join(sorted(sandbox.active))}):", True
        for name in PROBES:
            yield f"  {name:14} {'stopped' if name in stopped else 'NOT STOPPED'}", name in stopped
        yield (
            f"  {'endless loop':14} {f'stopped after {took:.1f} s' if ended else 'NOT STOPPED'}",
            ended,
        )
        if missing:
            told = f"Grading refuses to run here: nothing stops {', '.join(missing)}."
            yield f"{told} --allow-unsandboxed overrides this.", False
        else:
            yield f"Grading runs here: {', '.join(THREATS)} are all kept in.", True
