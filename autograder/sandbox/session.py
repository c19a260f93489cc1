"""The trusted end: starts a warm process, has kernels forked, and asks them within limits."""

import contextlib
import os
import signal
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from .confine import LAYERS, ConfineError, uncovered
from .loader import Loader
from .outputs import Room, safe_outputs
from .wire import Channel, DeadlineError, WireError, decode, encode

GRACE = 1.0
"""Seconds that interrupted code has to come back."""

START = 60.0
"""Seconds that the warm process has to load, on a machine that has much else to do."""


class LimitError(Exception):
    """A limit ended what was asked for. `reason` is one of REASONS."""

    def __init__(self, reason: str) -> None:
        super().__init__(REASONS[reason])
        self.reason = reason


REASONS = {
    "time": "it took too long and was stopped",
    "memory": "it took too much memory and was stopped",
    "died": "it ended its whole process",
    "output": "it gave back far too much and was stopped",
}


@dataclass(frozen=True)
class Ran:
    """What became of a cell: what it has shown, and what stopped it if anything did."""

    outputs: list[NotebookNode]
    stopped: str | None = None


class Sandbox:
    """A warm process, and the one kernel that it has at a time.

    active: the layers that hold in the kernel; refused: why others do not. To be closed, or used in
    a `with` statement.
    """

    def __init__(
        self,
        slot: int = 0,
        *,
        loader: Loader | None = None,
        layers: Sequence[str] = tuple(LAYERS),
        allow_unsandboxed: bool = False,
    ) -> None:
        """Take the number of the place, different for sandboxes that run side by side.

        loader: one that is shared; if there is none, one is started when it is needed.
        """
        self._wanted = {"layers": list(layers), "slot": slot}
        self._allow_unsandboxed = allow_unsandboxed
        self._loader = loader
        self._own: Loader | None = None
        self._process: int | None = None
        self._control: Channel | None = None
        self._socket: socket.socket | None = None
        self._kernel: Kernel | None = None
        self.active: set[str] = set()
        self.refused: dict[str, str] = {}

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def kernel(self) -> "Kernel":
        """End the kernel that there is, and return a new one.

        Raises ConfineError if the host does not give the layers that grading insists on, unless
        that was allowed.
        """
        for attempt in (1, 2):
            try:
                return self._fork()
            except (WireError, DeadlineError):
                # The warm process itself has gone: another takes its place.
                self.close()
                if attempt == 2:
                    raise
        raise AssertionError

    def _fork(self) -> "Kernel":
        if self._control is None:
            self._start()
        self.end()
        ours, theirs = socket.socketpair()
        control, deadline = self._control, time.monotonic() + START
        assert control is not None
        assert self._socket is not None
        with theirs:
            control.send({"do": "fork"}, deadline)
            socket.send_fds(self._socket, [b"f"], [theirs.fileno()])
            control.receive(deadline)
        channel = Channel(ours)
        # Before any of the student's code has run, what the kernel says can be believed.
        hello = channel.receive(deadline)
        self.active, self.refused = set(hello["active"]), hello["refused"]
        if (missing := uncovered(self.active)) and not self._allow_unsandboxed:
            channel.close()
            self.close()
            why = "; ".join(f"{name}: {reason}" for name, reason in self.refused.items())
            raise ConfineError(
                f"this computer does not keep answers away from: {', '.join(missing)} ({why}). "
                "See autograder doctor. To grade all the same, say --allow-unsandboxed."
            )
        self._kernel = Kernel(self, channel)
        return self._kernel

    def _start(self) -> None:
        if self._loader is None:
            self._loader = self._own = Loader()
        deadline = time.monotonic() + START
        try:
            self._socket = self._loader.warm()
            self._control = Channel(self._socket)
            self._process = self._control.receive(deadline)["process"]
        except (OSError, WireError) as error:
            self._loader = None
            raise WireError("the loader has gone") from error
        self._control.send(self._wanted, deadline)
        self._control.receive(deadline)

    def interrupt(self) -> None:
        """Interrupt the code that the kernel runs."""
        self._order("interrupt")

    def end(self) -> dict:
        """End the kernel and all it has left; return how it ended and what it took."""
        if self._kernel is not None:
            self._kernel.close()
        return self._order("end")

    def _order(self, what: str) -> dict:
        assert self._control is not None
        deadline = time.monotonic() + START
        self._control.send({"do": what}, deadline)
        return self._control.receive(deadline)

    def close(self) -> None:
        """End the warm process with its kernel."""
        if self._kernel is not None:
            self._kernel.close()
        if self._socket is not None:
            self._end_warm(self._socket)
            self._socket.close()
        self._control = self._socket = self._process = None
        if self._own is not None:
            self._own.close()
            self._own = self._loader = None

    def _end_warm(self, end: socket.socket) -> None:
        """Tell the warm process to end, and see that it does."""
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_WR)
            end.settimeout(2 * GRACE)
            try:
                while end.recv(2**16):
                    pass
            except TimeoutError:
                if self._process is not None:
                    os.killpg(self._process, signal.SIGKILL)


class Kernel:
    """A process that a submission has for itself, asked one thing at a time."""

    def __init__(self, sandbox: Sandbox, channel: Channel) -> None:
        self._sandbox = sandbox
        self._channel = channel
        self._count = 0
        self.alive = True

    def write(self, files: Mapping[str, str], seconds: float) -> None:
        """Put files (name → base64) into the folder that cells run in."""
        self._ask({"files": dict(files)}, seconds)

    def run(self, source: str, seconds: float, room: Room | None = None) -> Ran:
        """Run a cell. What it defined before it was stopped stays, if the kernel lives on.

        room: for what it shows.
        """
        try:
            reply = self._ask({"run": source}, seconds)
        except LimitError as stopped:
            return Ran([], stopped.reason)
        late = "time" if reply.get("interrupted") is True else None
        return Ran(safe_outputs(reply.get("outputs"), room), late)

    def value(self, name: str, forbidden: Sequence[str], seconds: float) -> dict:
        """Ask for a variable; returns the reply, whose data are not decoded yet."""
        return self._ask({"value": name, "forbidden": list(forbidden)}, seconds)

    def call(
        self, name: str, arguments: Sequence[Any], forbidden: Sequence[str], seconds: float
    ) -> dict:
        """Have a function called; functions among its arguments are called here, on data.

        Returns the reply, whose data are not decoded yet. Raises LimitError.
        """
        functions: list[Callable] = []
        request = {
            "call": name,
            "arguments": [encode(argument, functions) for argument in arguments],
            "forbidden": list(forbidden),
        }
        return self._ask(request, seconds, functions)

    def _ask(self, request: dict, seconds: float, functions: Sequence[Callable] = ()) -> dict:
        self._count += 1
        deadline = time.monotonic() + seconds
        interrupted = False
        try:
            self._channel.send({"id": self._count, **request}, deadline)
            while True:
                try:
                    reply = self._channel.receive(deadline)
                except DeadlineError:
                    if interrupted:
                        raise
                    self._sandbox.interrupt()
                    interrupted, deadline = True, time.monotonic() + GRACE
                    continue
                if not isinstance(reply, dict) or reply.get("id") != self._count:
                    raise WireError("a reply to something else")
                if "ask" not in reply:
                    break
                self._channel.send(_asked(reply, functions), deadline)
        except DeadlineError:
            raise self._gone("time") from None
        except WireError as error:
            if interrupted:  # in the middle of a message maybe, and then no length can be believed
                raise self._gone("time") from None
            raise self._gone("output" if "too long" in str(error) else None) from None
        if interrupted and "run" not in request:
            raise LimitError("time")  # what came after the limit does not count
        return reply

    def _gone(self, reason: str | None) -> LimitError:
        self.alive = False
        self._channel.close()
        try:
            code = self._sandbox.end()["code"]
        except (WireError, DeadlineError):
            self._sandbox.close()
            return LimitError(reason or "died")
        out_of_time = code in (-signal.SIGXCPU,)
        return LimitError(reason or ("time" if out_of_time else "died"))

    def close(self) -> None:
        """End this kernel."""
        self.alive = False
        self._channel.close()


def _asked(request: dict, functions: Sequence[Callable]) -> dict:
    """Call one of the functions that were handed over, on data; tell what it gives or raises."""
    which = request["ask"]
    if type(which) is not int or not 0 <= which < len(functions):
        raise WireError("a function that was not handed over")
    arguments = decode(request.get("arguments"))
    if not isinstance(arguments, list):
        raise WireError("arguments that are no list")
    try:
        return {"data": encode(functions[which](*arguments))}
    except Exception as error:  # a wrong argument may make it raise anything
        return {"error": [type(error).__name__, str(error)[:200]]}


@dataclass(frozen=True)
class _Done:
    """A cell that was run, and the seconds that it may take in a kernel to come."""

    source: str
    seconds: float


class Session:
    """The kernels of one submission: if one dies, another takes over where it was.

    cell, call: seconds that a cell and a call may take; total: seconds for all of it.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        files: Mapping[str, str] | None = None,
        *,
        cell: float = 30,
        call: float = 30,
        total: float = 600,
    ) -> None:
        """Take the sandbox, and the files (name → base64) that lie beside the notebook."""
        self._sandbox = sandbox
        self._files = files or {}
        self._cell = cell
        self._call = call
        self._end = time.monotonic() + total
        self._done: list[_Done] = []
        self._room = Room()
        self._kernel: Kernel | None = None

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_: object) -> None:
        if self._kernel is not None:
            self._kernel.close()

    def run(self, source: str) -> Ran:
        """Run the next cell of the notebook."""
        kernel = self.kernel()
        ran = kernel.run(source, self._left(self._cell), self._room)
        if kernel.alive:
            # What did not come to its end the first time is not waited for as long again.
            self._done.append(_Done(source, self._cell if ran.stopped is None else GRACE))
        return ran

    def kernel(self) -> Kernel:
        """Return a kernel that is alive, with all cells behind it that did not end one."""
        while self._kernel is None or not self._kernel.alive:
            self._kernel = self._sandbox.kernel()
            try:
                if self._files:
                    self._kernel.write(self._files, self._left(self._cell))
            except LimitError:
                self._files = {}
                continue
            for cell in list(self._done):
                self._kernel.run(cell.source, self._left(cell.seconds), Room(0, 0, 0))
                if not self._kernel.alive:
                    self._done.remove(cell)
                    break
        return self._kernel

    def call_seconds(self) -> float:
        """Return how long a call may take now."""
        return self._left(self._call)

    def _left(self, most: float) -> float:
        return max(0.0, min(most, self._end - time.monotonic()))
