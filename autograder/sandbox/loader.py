"""The loader: a process that imports everything once, and forks a warm process per sandbox."""

import os
import socket
import subprocess
import sys

END_TIMEOUT = 5.0
"""Seconds that the loader and its forks have to end."""


class Loader:
    """A process that imports, in the background, what cells import, and forks warm processes.

    Processes that are forked from the one that made it may share it. Close it, or use it in a
    `with` statement.
    """

    def __init__(self) -> None:
        """Start the process, and do not wait until everything is imported."""
        self._orders, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "autograder.sandbox.warm_process", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=None if os.environ.get("AUTOGRADER_DEBUG") else subprocess.DEVNULL,
                env=_make_environment(),
                cwd="/",
                start_new_session=True,
            )

    def __enter__(self) -> "Loader":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def fork_warm_process(self) -> socket.socket:
        """Fork a warm process; return the socket that is connected to it.

        Raises OSError if the loader has ended.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            # One byte with one descriptor: the orders of several processes cannot mix.
            socket.send_fds(self._orders, [b"w"], [theirs.fileno()])
        return ours

    def close(self) -> None:
        """End the loader and wait until its forks have ended; close their sandboxes first."""
        self._orders.close()
        self._process.terminate()  # it ignores the signal once all is imported
        try:
            self._process.wait(END_TIMEOUT)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _make_environment() -> dict[str, str]:
    """Return the loader's environment variables: of this process's own, none that may be secret."""
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "PYTHONPATH", "XDG_CACHE_HOME", "MPLCONFIGDIR")
    fixed = {
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",  # otherwise each thread takes 64 MB of a kernel's address space
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return {name: os.environ[name] for name in kept if name in os.environ} | fixed
