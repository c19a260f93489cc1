"""The warm process: everything is loaded once, and a kernel is a fork of it.

`python -m autograder.sandbox.warm` loads, and forks a warm process for each sandbox, which forks
one kernel at a time. Each is reached by one inherited socket pair and by nothing else, and has a
single thread, since only then can it be forked safely. None knows a secret: no seed, no reference,
no answer of another student has ever been in it.
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
from .kernel import serve
from .shell import RECORD, Shell, make_shell
from .wire import Channel, WireError

SCRATCH = Path("/scratch")
"""The folder in which a kernel works, where it has a file system of its own."""

SYSTEM = (
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache",
    "/etc/localtime", "/etc/fonts", "/usr/share/fonts", "/usr/local/share/fonts",
    "/usr/share/zoneinfo", "/usr/share/fontconfig",
)  # fmt: skip
"""What Python's libraries read, where it exists."""

SEED = 20
"""Where a kernel's global random numbers begin, so that grading again gives the same."""


def main() -> None:
    """Load, and fork warm processes until the other end is closed.

    The command line names the socket's descriptor; a byte with a socket asks for a warm process.
    """
    orders = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever started this
    shell = load()
    limits.note_size()
    limits.offer_to_be_ended()
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # from now on it ends when nobody needs it
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # those that end need nobody to wait for them
    while ends := socket.recv_fds(orders, 1, 1)[1]:
        if not os.fork():
            orders.close()
            warm(socket.socket(fileno=ends[0]), shell)
        os.close(ends[0])
    with contextlib.suppress(ChildProcessError):
        os.wait()  # for all of them, since SIGCHLD is ignored


def warm(control: socket.socket, shell: Shell) -> None:
    """Shut this process in, and fork kernels until the other end is closed; never returns.

    What comes first is told by the sandbox: the layers that it wants, and its slot.
    """
    try:
        os.setsid()
        for number in (signal.SIGTERM, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        channel = Channel(control)
        channel.send({"process": os.getpid()})
        wanted = channel.receive()
        confinement = Confinement(tuple(wanted["layers"]), readable(), wanted["slot"])
        confinement.warm()
        Warm(control, shell, confinement).obey()
    finally:
        os._exit(0)


def load() -> Shell:
    """Make the shell, and import what cells import when they first plot, solve or fail."""
    shell = make_shell()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        figure, axes = plt.subplots()
        axes.plot(np.arange(3), label="$x$")
        axes.legend()
        shell.run_cell("import numpy as np; np.linalg.solve(np.eye(2), np.ones(2)); 1 / 3")
        shell.run_cell("1 / 0")
        plt.close(figure)
    setattr(autograder, "check", answered_elsewhere)  # noqa: B010 – it is no such function
    shell.reset(new_session=True)
    shell.execution_count = 1
    RECORD.take()
    return shell


def answered_elsewhere(*_: Any, **__: Any) -> None:
    """Stand for `check`, which a student's own cell may call: it is not judged here."""


def readable() -> tuple[Path, ...]:
    """Return the files and folders that answers may read: Python, its libraries, `nnlib`."""
    libraries = [
        sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")
    ]
    installed = [path for path in sys.path if path.endswith(("site-packages", "dist-packages"))]
    package = str(Path(str(nnlib.__file__)).parent)
    return tuple(map(Path, dict.fromkeys([*SYSTEM, *libraries, *installed, package])))


class Warm:
    """The warm process at work, with the one kernel that it has at a time."""

    def __init__(self, control: socket.socket, shell: Shell, confinement: Confinement) -> None:
        self._control = control
        self._channel = Channel(control)
        self._shell = shell
        self._confinement = confinement
        self._kernel = 0

    def obey(self) -> None:
        """Say that all is ready, and do as told until the other end is closed."""
        self._channel.send({"ready": True})
        orders = {"fork": self._fork, "interrupt": self._interrupt, "end": self._end}
        try:
            while True:
                self._channel.send(orders[self._channel.receive()["do"]]())
        except WireError:
            self._end()

    def _fork(self) -> dict:
        _, (end, *_), _, _ = socket.recv_fds(self._control, 1, 1)
        self._kernel = os.fork()
        if not self._kernel:
            self._control.close()
            become_kernel(socket.socket(fileno=end), self._shell, self._confinement)
        os.close(end)
        return {}

    def _interrupt(self) -> dict:
        if self._kernel:
            os.kill(self._kernel, signal.SIGINT)
        return {}

    def _end(self) -> dict:
        """End the kernel and whatever it has left; tell how it ended."""
        status = 0
        if self._kernel:
            os.kill(self._kernel, signal.SIGKILL)
            _, status = os.waitpid(self._kernel, 0)
            self._kernel = 0
        if os.getpid() == 1:
            # Process 1 of its own table: all others there are the student's.
            try:
                os.kill(-1, signal.SIGKILL)
                while True:
                    os.wait()
            except (ProcessLookupError, ChildProcessError):
                pass
        return {"code": os.waitstatus_to_exitcode(status)}


def become_kernel(end: socket.socket, shell: Shell, confinement: Confinement) -> None:
    """Shut this process in, and serve; never returns."""
    try:
        os.setsid()
        null = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(null, standard)
        random.seed(SEED)
        np.random.seed(SEED)  # noqa: NPY002 – a student may use the old generator
        confinement.kernel(SCRATCH)
        os.environ.clear()
        os.environ.update(
            HOME=str(SCRATCH), TMPDIR=str(SCRATCH), USER="student", PATH="/usr/bin:/bin",
            MPLBACKEND="module://matplotlib_inline.backend_inline",
        )  # fmt: skip
        os.chdir(SCRATCH if SCRATCH.is_dir() else "/")
        channel = Channel(end)
        channel.send({"active": sorted(confinement.active), "refused": confinement.refused})
        serve(channel, shell)
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
