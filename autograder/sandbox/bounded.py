"""Work on what students made, by a process that may take little time and memory, and may die.

A page, a program or a text can be written so that whoever reads it takes minutes and gigabytes, or
fails. So the trusted side has it read by a helper process, and goes on without it if need be.

Run as a program, this is the helper. It imports nothing of this package, and so starts quickly.
"""

import atexit
import contextlib
import json
import os
import resource
import runpy
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from io import BufferedRWPair
from pathlib import Path
from typing import Any

SECONDS = 0.5
"""Processor time for one piece of work: some hundred times what an honest page takes."""

MEMORY = 128 * 2**20
"""Bytes that the helper may take in addition to those with which it started."""

LONGEST_REPLY = 16 * 2**20
"""Characters that a piece of work may give: it may be larger than what it was made of."""

PATIENCE = 60.0
"""Seconds on the clock after which a helper that is silent is given up, however busy all is."""


class OverLimitError(Exception):
    """A piece of work took too much time or memory, or whoever did it failed."""


@dataclass
class Allowance:
    """Seconds of processor time that may still be spent on what one student made."""

    seconds: float = 2.0


class Bounded:
    """The functions of a program file, called in a helper process, which starts when it is needed.

    They take and return JSON data. The file is run by itself: it can import libraries alone.
    """

    def __init__(self, program: Path) -> None:
        self._program = program
        self._lock = threading.Lock()
        self._owner = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._stream: BufferedRWPair | None = None

    def call(self, allowance: Allowance, function: str, *arguments: Any) -> Any:
        """Return what a function gives; take the time that this needs from an allowance.

        Raises OverLimitError if it takes more than SECONDS, MEMORY or what is left of the
        allowance, gives more than LONGEST_REPLY, or raises anything.
        """
        with self._lock:
            limit = min(SECONDS, allowance.seconds)
            if limit <= 0:
                raise OverLimitError
            try:
                reply = self._ask({"do": function, "with": arguments, "seconds": limit})
            except (OSError, ValueError):
                self._end()
                allowance.seconds -= limit
                raise OverLimitError from None
            allowance.seconds -= reply["seconds"]
        if "value" not in reply:
            raise OverLimitError
        return reply["value"]

    def _ask(self, request: dict) -> dict:
        if self._stream is None or self._owner != os.getpid():
            self._start()
        assert self._stream
        self._stream.write(json.dumps(request).encode() + b"\n")
        self._stream.flush()
        return json.loads(self._stream.readline())

    def _start(self) -> None:
        """Start a helper for this process; one of the process that forked it stays with that."""
        if self._process and self._owner != os.getpid():
            self._process.returncode = 0  # it is not a child of this process
        ours, theirs = socket.socketpair()
        with ours, theirs:
            ours.settimeout(PATIENCE)
            self._process = subprocess.Popen(
                [sys.executable, "-I", __file__, str(theirs.fileno()), str(self._program)],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            self._stream = ours.makefile("rwb")
        self._owner = os.getpid()
        atexit.register(self._end)

    def _end(self) -> None:
        """End the helper of this process, if there is one."""
        atexit.unregister(self._end)
        if self._process and self._owner == os.getpid():
            self._process.kill()
            self._process.wait()
        self._process = self._stream = None


def main() -> None:
    """Do what is asked for, until the other end is closed or a limit is passed.

    The command line gives the descriptor of a socket, and the file with the functions.
    """
    end = socket.socket(fileno=int(sys.argv[1]))
    functions = runpy.run_path(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):  # where there is no /proc, time alone is limited
        size = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        resource.setrlimit(resource.RLIMIT_AS, (size + MEMORY, size + MEMORY))
    with end, end.makefile("rwb") as stream:
        for order in stream:
            request = json.loads(order)
            # This signal ends the process at once, whatever library is at work.
            signal.setitimer(signal.ITIMER_PROF, request["seconds"])
            start = time.process_time()
            reply = {}
            with contextlib.suppress(BaseException):  # as which a library in Rust raises panics
                reply["value"] = functions[request["do"]](*request["with"])
            signal.setitimer(signal.ITIMER_PROF, 0)
            reply["seconds"] = time.process_time() - start
            line = json.dumps(reply)
            if len(line) > LONGEST_REPLY:
                line = json.dumps({"seconds": reply["seconds"]})
            stream.write(line.encode() + b"\n")
            stream.flush()


if __name__ == "__main__":
    main()
