"""The warm process: a fork of the loader, in which all is imported, and which forks the kernels.

`python -m autograder.sandbox.warm_process` is the loader: it imports everything, then forks a warm
process for each sandbox, which forks one kernel at a time. Each process is connected by one
inherited socket pair and by nothing else. Each has a single thread, since only then is it safe to
fork. None has ever held a secret: no seed, no reference, no other student's answer.
"""

import contextlib
import gc
import os
import random
import signal
import socket
import sys
import sysconfig
import time
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np

import autograder
import nnlib.plots
import nnlib.widgets

from .confine import Confinement, limits
from .kernel import serve_requests
from .shell import RECORDER, Shell, make_shell
from .wire import Channel, WireError

SCRATCH = Path("/scratch")
"""The working folder of a kernel that has a file system of its own."""

SYSTEM = (
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache",
    "/etc/localtime", "/etc/fonts", "/usr/share/fonts", "/usr/local/share/fonts",
    "/usr/share/zoneinfo", "/usr/share/fontconfig",
)  # fmt: skip
"""What Python's libraries read, as far as it exists."""

SEED = 20
"""The seed of a kernel's global random numbers, so that grading again gives the same result."""


def main() -> None:
    """Import everything, then fork warm processes until the other end is closed.

    The command line gives the descriptor of a socket. Each byte that arrives there comes with the
    descriptor of another socket, and orders a warm process that is connected to it.
    """
    orders = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    shell = load_shell()
    limits.record_start()
    limits.raise_oom_score()
    gc.collect()
    gc.freeze()
    files = find_open_files()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # from now on it ends when its socket is closed
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # no forked process becomes a zombie
    while ends := socket.recv_fds(orders, 1, 1)[1]:
        if not os.fork():
            orders.close()
            become_warm_process(socket.socket(fileno=ends[0]), shell, files)
        os.close(ends[0])
    with contextlib.suppress(ChildProcessError):
        os.wait()  # until all have ended, since SIGCHLD is ignored


def find_open_files() -> dict[int, Path]:
    """Return the files that libraries keep open, as Matplotlib its fonts, by descriptor."""
    opened = {}
    for link in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            if (path := link.readlink()).is_file():
                opened[int(link.name)] = path
    return opened


def become_warm_process(control: socket.socket, shell: Shell, files: Mapping[int, Path]) -> None:
    """Confine this process, and fork kernels until the other end is closed; never returns.

    The sandbox's first message holds the names of the layers to apply, and its slot. files: those
    that are open, by descriptor.
    """
    try:
        os.setsid()
        for number in (signal.SIGTERM, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        channel = Channel(control)
        channel.send({"process": os.getpid()})
        wanted = channel.receive()
        confinement = Confinement(tuple(wanted["layers"]), list_readable_paths(), wanted["slot"])
        confinement.confine_warm_process()
        WarmProcess(control, shell, confinement, files).serve_orders()
    finally:
        os._exit(0)


def load_shell() -> Shell:
    """Return the shell, after importing what cells import when they first plot, solve or fail."""
    shell = make_shell()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        figure, axes = plt.subplots()
        axes.plot(np.arange(3), label="$x$")
        axes.legend()
        shell.run_cell("import numpy as np; np.linalg.solve(np.eye(2), np.ones(2)); 1 / 3")
        shell.run_cell("1 / 0")
        plt.close(figure)
    setattr(autograder, "check", ignore_check)  # noqa: B010 – another type than `check`
    shell.reset(new_session=True)
    shell.execution_count = 1
    RECORDER.take_outputs()
    return shell


def ignore_check(*_: Any, **__: Any) -> None:
    """Replace `check` in a student's own cells: the trusted side judges the answers."""


def list_readable_paths() -> tuple[Path, ...]:
    """Return the files and folders that answers may read: Python, its libraries, `nnlib`."""
    libraries = [
        sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")
    ]
    installed = [path for path in sys.path if path.endswith(("site-packages", "dist-packages"))]
    package = str(Path(str(nnlib.__file__)).parent)
    return tuple(map(Path, dict.fromkeys([*SYSTEM, *libraries, *installed, package])))


class WarmProcess:
    """The warm process at work, with at most one kernel at a time."""

    def __init__(
        self,
        control: socket.socket,
        shell: Shell,
        confinement: Confinement,
        files: Mapping[int, Path],
    ) -> None:
        self._files = files
        self._control = control
        self._channel = Channel(control)
        self._shell = shell
        self._confinement = confinement
        self._kernel = 0

    def serve_orders(self) -> None:
        """Report that all is ready, and carry out orders until the other end is closed."""
        self._channel.send({"ready": True})
        orders = {
            "fork": self._fork_kernel,
            "interrupt": self._interrupt_kernel,
            "end": self._end_kernel,
        }
        try:
            while True:
                order = self._channel.receive()
                self._channel.send(orders[order.pop("do")](**order))
        except WireError:
            self._end_kernel()

    def _fork_kernel(self) -> dict:
        _, (end, *_), _, _ = socket.recv_fds(self._control, 1, 1)
        self._kernel = os.fork()
        if not self._kernel:
            self._control.detach()
            become_kernel(end, self._files, self._shell, self._confinement)
        os.close(end)
        return {}

    def _interrupt_kernel(self) -> dict:
        if self._kernel:
            os.kill(self._kernel, signal.SIGINT)
        return {}

    def _end_kernel(self, patience: float = 0.0) -> dict:
        """End the kernel and its children; return its exit status if it ended by itself.

        patience: seconds that it may take to do so.
        """
        code = None
        if self._kernel:
            deadline = time.monotonic() + patience
            while not (ended := os.waitpid(self._kernel, os.WNOHANG))[0]:
                if time.monotonic() >= deadline:
                    os.kill(self._kernel, signal.SIGKILL)
                    os.waitpid(self._kernel, 0)
                    break
                time.sleep(0.001)
            else:
                code = os.waitstatus_to_exitcode(ended[1])
            self._kernel = 0
        if os.getpid() == 1:
            # This is process 1 of its own table, where all others are the student's.
            try:
                os.kill(-1, signal.SIGKILL)
                while True:
                    os.wait()
            except (ProcessLookupError, ChildProcessError):
                pass
        return {"code": code}


def share_no_descriptor(end: int, files: Mapping[int, Path]) -> None:
    """Open what this process has inherited anew, and close all else but a socket's `end`.

    Whoever shares an open file shares its place and its flags: one kernel could leave them to the
    next.
    """
    null = Path(os.devnull)
    # After a fork, Matplotlib has closed some of its fonts.
    still = {number: path for number, path in files.items() if _is_open(number, path)}
    last = -1
    for number, path in sorted({0: null, 1: null, 2: null, **still, end: None}.items()):
        if number > last + 1:  # Python would close all of an empty range that begins at 0
            os.closerange(last + 1, number)
        last = number
        if path is not None:
            fresh = os.open(path, os.O_RDWR if path == null else os.O_RDONLY)
            os.dup2(fresh, number, inheritable=False)
            os.close(fresh)
    os.closerange(last + 1, os.sysconf("SC_OPEN_MAX"))


def _is_open(number: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(number), path.stat())
    except OSError:
        return False


def become_kernel(
    end: int, files: Mapping[int, Path], shell: Shell, confinement: Confinement
) -> None:
    """Confine this process, and serve requests that come by the socket `end`; never returns."""
    try:
        os.setsid()
        share_no_descriptor(end, files)
        random.seed(SEED)
        np.random.seed(SEED)  # noqa: NPY002 – a student may use the old generator
        confinement.confine_kernel(SCRATCH)
        os.environ.clear()
        os.environ.update(
            HOME=str(SCRATCH), TMPDIR=str(SCRATCH), USER="student", PATH="/usr/bin:/bin",
            MPLBACKEND="module://matplotlib_inline.backend_inline",
        )  # fmt: skip
        os.chdir(SCRATCH if SCRATCH.is_dir() else "/")
        channel = Channel(socket.socket(fileno=end))
        channel.send({"active": sorted(confinement.active), "refused": confinement.refused})
        serve_requests(channel, shell)
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
