"""What `autograder doctor` does: try each layer of confinement alone, then all of them together."""

import argparse
import contextlib
import os
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from .confine import CONFINEMENT_LAYERS, THREATS, ConfineError, find_uncovered
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
"""What an answer might try: the code of a cell, which raises an error if it is stopped."""


def add_arguments(_: argparse.ArgumentParser) -> None:
    """Add nothing: `autograder doctor` takes no arguments."""


def run(_: argparse.Namespace) -> int:
    """Print what was found; return 0 if grading is safe on this computer, else 1."""
    sound = True
    for line, holds in examine_layers():
        print(line, flush=True)
        sound = sound and holds
    return 0 if sound else 1


def examine_layers() -> Iterator[tuple[str, bool]]:
    """Yield the lines to print, each with whether it meets what grading requires."""
    with _Targets() as targets, Loader() as loader:
        for name, layer in CONFINEMENT_LAYERS.items():
            yield from _try_layer(name, layer.means, targets, loader)
        yield "", True
        yield from _try_all_layers(targets, loader)


class _Targets:
    """What an answer must not reach: a file, a folder, a server, a Unix socket."""

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


def _try_layer(name: str, means: str, targets: dict, loader: Loader) -> Iterator[tuple[str, bool]]:
    with Sandbox(os.getpid(), loader=loader, layers=[name], allow_unsandboxed=True) as sandbox:
        try:
            stopped = _find_stopped(sandbox, targets)
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


def _find_stopped(sandbox: Sandbox, targets: dict) -> list[str]:
    with Session(sandbox, cell=30) as session:
        session.ensure_kernel()
        return [
            name for name, probe in PROBES.items() if _is_stopped(session, probe.format(**targets))
        ]


def _is_stopped(session: Session, code: str) -> bool:
    ran = session.run_cell(code)
    return ran.stopped is not None or any(o.output_type == "error" for o in ran.outputs)


def _try_all_layers(targets: dict, loader: Loader) -> Iterator[tuple[str, bool]]:
    with Sandbox(os.getpid(), loader=loader, allow_unsandboxed=True) as sandbox:
        stopped = _find_stopped(sandbox, targets)
        with Session(sandbox, cell=0.5) as session:
            start = time.monotonic()
            ended = session.run_cell("while True: pass").stopped == "time"
            took = time.monotonic() - start
        missing = find_uncovered(sandbox.active)
        yield f"All together ({', '.join(sorted(sandbox.active))}):", True
        for name in PROBES:
            yield f"  {name:14} {'stopped' if name in stopped else 'NOT STOPPED'}", name in stopped
        yield (
            f"  {'endless loop':14} {f'stopped after {took:.1f} s' if ended else 'NOT STOPPED'}",
            ended,
        )
        if missing:
            refusal = f"Grading refuses to run here: nothing stops {', '.join(missing)}."
            yield f"{refusal} --allow-unsandboxed overrides this.", False
        else:
            yield f"Grading runs here: {', '.join(THREATS)} are all kept in.", True
