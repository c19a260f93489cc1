"""The process that loads everything once; the warm processes of all sandboxes are forks of it."""

import os
import socket
import subprocess
import sys

ENDING = 5.0
"""Seconds that all have to end, once they are told to."""


class Loader:
    """A process that loads what cells import, from now on, while its maker does something else.

    It may be shared by processes forked from its maker. To be closed, or used in a `with`
    statement.
    """

    def __init__(self) -> None:
        """Start it; `warm` waits until all is loaded."""
        self._orders, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "autograder.sandbox.warm", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=None if os.environ.get("AUTOGRADER_DEBUG") else subprocess.DEVNULL,
                env=_environment(),
                cwd="/",
                start_new_session=True,
            )

    def __enter__(self) -> "Loader":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm(self) -> socket.socket:
        """Have a warm process forked, and return the end that it is reached by.

        Raises OSError if the loader has gone.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            # One byte with one descriptor: orders of several processes cannot mix.
            socket.send_fds(self._orders, [b"w"], [theirs.fileno()])
        return ours

    def close(self) -> None:
        """End it, and see that what was forked of it has ended; to be called last."""
        self._orders.close()
        self._process.terminate()  # it only minds while it loads
        try:
            self._process.wait(ENDING)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _environment() -> dict[str, str]:
    """What it is told of this process's environment: nothing that is a secret."""
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "PYTHONPATH", "XDG_CACHE_HOME", "MPLCONFIGDIR")
    fixed = {
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",  # or each thread takes 64 MB of what a kernel may have
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return {name: os.environ[name] for name in kept if name in os.environ} | fixed
