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
import warnings
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
    limits.record_size()
    limits.raise_oom_score()
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # from now on it ends when its socket is closed
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # no forked process becomes a zombie
    while ends := socket.recv_fds(orders, 1, 1)[1]:
        if not os.fork():
            orders.close()
            become_warm_process(socket.socket(fileno=ends[0]), shell)
        os.close(ends[0])
    with contextlib.suppress(ChildProcessError):
        os.wait()  # until all have ended, since SIGCHLD is ignored


def become_warm_process(control: socket.socket, shell: Shell) -> None:
    """Confine this process, and fork kernels until the other end is closed; never returns.

    The sandbox's first message holds the names of the layers to apply, and its slot.
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
        WarmProcess(control, shell, confinement).serve_orders()
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

    def __init__(self, control: socket.socket, shell: Shell, confinement: Confinement) -> None:
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
                self._channel.send(orders[self._channel.receive()["do"]]())
        except WireError:
            self._end_kernel()

    def _fork_kernel(self) -> dict:
        _, (end, *_), _, _ = socket.recv_fds(self._control, 1, 1)
        self._kernel = os.fork()
        if not self._kernel:
            self._control.close()
            become_kernel(socket.socket(fileno=end), self._shell, self._confinement)
        os.close(end)
        return {}

    def _interrupt_kernel(self) -> dict:
        if self._kernel:
            os.kill(self._kernel, signal.SIGINT)
        return {}

    def _end_kernel(self) -> dict:
        """End the kernel and its children; return its exit status."""
        status = 0
        if self._kernel:
            os.kill(self._kernel, signal.SIGKILL)
            _, status = os.waitpid(self._kernel, 0)
            self._kernel = 0
        if os.getpid() == 1:
            # This is process 1 of its own table, where all others are the student's.
            try:
                os.kill(-1, signal.SIGKILL)
                while True:
                    os.wait()
            except (ProcessLookupError, ChildProcessError):
                pass
        return {"code": os.waitstatus_to_exitcode(status)}


def become_kernel(end: socket.socket, shell: Shell, confinement: Confinement) -> None:
    """Confine this process, and serve requests; never returns."""
    try:
        os.setsid()
        null = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(null, standard)
        random.seed(SEED)
        np.random.seed(SEED)  # noqa: NPY002 – a student may use the old generator
        confinement.confine_kernel(SCRATCH)
        os.environ.clear()
        os.environ.update(
            HOME=str(SCRATCH), TMPDIR=str(SCRATCH), USER="student", PATH="/usr/bin:/bin",
            MPLBACKEND="module://matplotlib_inline.backend_inline",
        )  # fmt: skip
        os.chdir(SCRATCH if SCRATCH.is_dir() else "/")
        channel = Channel(end)
        channel.send({"active": sorted(confinement.active), "refused": confinement.refused})
        serve_requests(channel, shell)
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
