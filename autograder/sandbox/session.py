"""The trusted side of a sandbox: it starts warm processes and kernels, and limits their time."""

import contextlib
import os
import signal
import socket
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode
from numpy.random import Generator

from ..question.answer import MACHINE, TOO_LONG
from .confine import CONFINEMENT_LAYERS, ConfineError, find_uncovered
from .loader import Loader
from .outputs import OutputBudget, sanitise_outputs
from .wire import Channel, DeadlineError, WireError, decode, encode

GRACE = 1.0
"""Seconds that interrupted code has to end."""

ENDING = 0.5
"""Seconds that a kernel which has closed its end may take to end by itself."""

START_TIMEOUT = 60.0
"""Seconds that a warm process or a kernel has to start, generous for a busy computer."""


class LimitError(Exception):
    """A limit stopped a cell or a call, or it ended its kernel; `reason` is a key of REASONS."""

    def __init__(self, reason: str) -> None:
        super().__init__(REASONS[reason])
        self.reason = reason


REASONS = {
    "time": TOO_LONG,
    "memory": "it took too much memory and was stopped",
    "died": "it ended its whole process",
    "killed": MACHINE,
    "output": "it gave back far too much and was stopped",
}


ENDED = ("died", "killed")
"""The reasons for which a kernel is gone that may be no doing of the code in it."""


@dataclass(frozen=True)
class CellRun:
    """The outcome of running a cell: its outputs, and the key of REASONS if it was stopped."""

    outputs: list[NotebookNode]
    stopped: str | None = None


class Sandbox:
    """A warm process, with at most one kernel at a time.

    active: the layers of confinement that hold in the kernel; refused: why each other layer does
    not; ended: how many kernels have "died" of themselves, and how many were "killed". Close it, or
    use it in a `with` statement.
    """

    def __init__(
        self,
        slot: int = 0,
        *,
        loader: Loader | None = None,
        layers: Sequence[str] = tuple(CONFINEMENT_LAYERS),
        allow_unsandboxed: bool = False,
    ) -> None:
        """Prepare the sandbox; the warm process starts with the first kernel.

        slot: a number that no other sandbox has at the same time; loader: a shared loader, without
        which the sandbox starts its own; layers: the names of the layers of confinement to apply;
        allow_unsandboxed: whether to run answers even if the layers do not stop every threat.
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
        self.ended: Counter[str] = Counter()

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def fork_kernel(self) -> "Kernel":
        """End the current kernel, and return a new one.

        Raises ConfineError if the layers that hold on this computer do not stop every threat,
        unless that was allowed; WireError or DeadlineError if no warm process can be started.
        """
        for attempt in (1, 2):
            try:
                return self._fork_once()
            except (WireError, DeadlineError):
                # The warm process has ended: try once more with a new one.
                self.close()
                if attempt == 2:
                    raise
        raise AssertionError

    def _fork_once(self) -> "Kernel":
        if self._control is None:
            self._start_warm_process()
        self.end_kernel()
        ours, theirs = socket.socketpair()
        control, deadline = self._control, time.monotonic() + START_TIMEOUT
        assert control is not None
        assert self._socket is not None
        with theirs:
            control.send({"do": "fork"}, deadline)
            socket.send_fds(self._socket, [b"f"], [theirs.fileno()])
            control.receive(deadline)
        channel = Channel(ours)
        # The kernel can still be trusted here: none of the student's code has run.
        hello = channel.receive(deadline)
        self.active, self.refused = set(hello["active"]), hello["refused"]
        if (missing := find_uncovered(self.active)) and not self._allow_unsandboxed:
            channel.close()
            self.close()
            why = "; ".join(f"{name}: {reason}" for name, reason in self.refused.items())
            raise ConfineError(
                f"this computer does not keep answers away from: {', '.join(missing)} ({why}). "
                "See autograder doctor. To grade all the same, say --allow-unsandboxed."
            )
        self._kernel = Kernel(self, channel)
        return self._kernel

    def _start_warm_process(self) -> None:
        if self._loader is None:
            self._loader = self._own = Loader()
        deadline = time.monotonic() + START_TIMEOUT
        try:
            self._socket = self._loader.fork_warm_process()
            self._control = Channel(self._socket)
            self._process = self._control.receive(deadline)["process"]
        except (OSError, WireError) as error:
            self._loader = None
            raise WireError("the loader has gone") from error
        self._control.send(self._wanted, deadline)
        self._control.receive(deadline)

    def interrupt_kernel(self) -> None:
        """Interrupt the code that the kernel runs."""
        self._send_order("interrupt")

    def end_kernel(self, patience: float = 0.0) -> int | None:
        """End the kernel and its children; return how it had ended, −n by signal n, else None.

        patience: seconds that it may take to end by itself.
        """
        if self._kernel is not None:
            self._kernel.close()
        return self._send_order("end", patience=patience)["code"]

    def _send_order(self, what: str, **how: float) -> dict:
        assert self._control is not None
        deadline = time.monotonic() + START_TIMEOUT
        self._control.send({"do": what, **how}, deadline)
        return self._control.receive(deadline)

    def close(self) -> None:
        """End the warm process and its kernel."""
        if self._kernel is not None:
            self._kernel.close()
        if self._socket is not None:
            self._end_warm_process(self._socket)
            self._socket.close()
        self._control = self._socket = self._process = None
        if self._own is not None:
            self._own.close()
            self._own = self._loader = None

    def _end_warm_process(self, end: socket.socket) -> None:
        """Tell the warm process to end, wait, and kill it if it does not."""
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
    """A process that runs one submission's code, one request at a time."""

    def __init__(self, sandbox: Sandbox, channel: Channel) -> None:
        self._sandbox = sandbox
        self._channel = channel
        self._count = 0
        self.alive = True

    def write_files(self, files: Mapping[str, str], seconds: float) -> None:
        """Write files (name → base64) to the working folder of the cells. Raises LimitError."""
        self._send_request({"files": dict(files)}, seconds)

    def run_cell(self, source: str, seconds: float, budget: OutputBudget | None = None) -> CellRun:
        """Run a cell. If it is stopped and the kernel survives, what it has defined remains.

        budget: how much its outputs may hold.
        """
        try:
            reply = self._send_request({"run": source}, seconds)
        except LimitError as stopped:
            return CellRun([], stopped.reason)
        late = "time" if reply.get("interrupted") is True else None
        return CellRun(sanitise_outputs(reply.get("outputs"), budget), late)

    def value(self, name: str, forbidden: Sequence[str], seconds: float) -> dict:
        """Request a variable; return the reply, with its data still encoded. Raises LimitError."""
        return self._send_request({"value": name, "forbidden": list(forbidden)}, seconds)

    def call(
        self,
        name: str,
        arguments: Sequence[Any],
        stand_ins: Mapping[str, Callable],
        forbidden: Sequence[str],
        seconds: float,
        *,
        follow: bool = False,
    ) -> dict:
        """Call a function of the notebook; return the reply, with its data still encoded.

        follow: whether the reply holds what the call has assigned, too.

        Functions among its arguments are called in this process, on data, and so are those that
        meanwhile stand in for functions of the notebook, by name. Raises LimitError.
        """
        functions: list[Callable] = []

        def hand_over(function: Callable) -> int:
            functions.append(function)
            return len(functions) - 1

        request = {
            "call": name,
            "arguments": [encode(argument, hand_over) for argument in arguments],
            "stand_ins": {name: hand_over(function) for name, function in stand_ins.items()},
            "forbidden": list(forbidden),
            "follow": follow,
        }
        return self._send_request(request, seconds, functions)

    def _send_request(
        self, request: dict, seconds: float, functions: Sequence[Callable] = ()
    ) -> dict:
        """Send a request; return the reply, and answer the kernel's own calls until it comes."""
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
                    self._sandbox.interrupt_kernel()
                    interrupted, deadline = True, time.monotonic() + GRACE
                    continue
                if not isinstance(reply, dict) or reply.get("id") != self._count:
                    raise WireError("a reply to something else")
                if "ask" not in reply:
                    break
                self._channel.send(_call_function(reply, functions), deadline)
        except DeadlineError:
            raise self._end_after_limit("time") from None
        except WireError as error:
            if interrupted:  # perhaps within a message, so that what follows is no length
                raise self._end_after_limit("time") from None
            raise self._end_after_limit("output" if "too long" in str(error) else None) from None
        if interrupted and "run" not in request:
            raise LimitError("time")  # a reply after the limit does not count
        return reply

    def _end_after_limit(self, reason: str | None) -> LimitError:
        """End the kernel; return the error for `reason`, or for how the kernel ended if None."""
        self.alive = False
        self._channel.close()
        try:
            code = self._sandbox.end_kernel(0.0 if reason else ENDING)
        except (WireError, DeadlineError):
            self._sandbox.close()
            code = -signal.SIGKILL
        if reason is None and code != -signal.SIGXCPU:
            # Code in a kernel may not send this signal: it came from the machine.
            reason = "killed" if code == -signal.SIGKILL else "died"
            self._sandbox.ended[reason] += 1
        return LimitError(reason or "time")

    def close(self) -> None:
        """End this kernel."""
        self.alive = False
        self._channel.close()


def _call_function(request: dict, functions: Sequence[Callable]) -> dict:
    """Call the function that a kernel asks for; return a message with its result or its error."""

    def find(number: Any) -> Callable:
        if type(number) is not int or not 0 <= number < len(functions):
            raise WireError("a function that was not handed over")
        return functions[number]

    function = find(request["ask"])
    arguments = decode(request.get("arguments"), find)
    keywords = decode(request.get("keywords"), find)
    if not (isinstance(arguments, list) and isinstance(keywords, dict)):
        raise WireError("arguments that are neither a list nor a dict")
    generators = [a for a in (*arguments, *keywords.values()) if isinstance(a, Generator)]
    try:
        data = encode(function(*arguments, **keywords))
        return {"data": data, "generators": [encode(generator) for generator in generators]}
    except Exception as error:  # with a wrong argument it may raise anything
        return {"error": [type(error).__name__, str(error)[:200]]}


@dataclass(frozen=True)
class _PastCell:
    """A cell that has run, and the seconds that it may take when another kernel repeats it."""

    source: str
    seconds: float


class Session:
    """The kernels of one submission: if one dies, a new one repeats its cells and takes its place.

    cell, call: seconds that a cell and a call may take; total: seconds for the whole submission.
    lost: whether a cell is missing because the machine killed its kernel more than once. Use it in
    a `with` statement.
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
        """Use a sandbox; `files` (name → base64) are those submitted with the notebook."""
        self._sandbox = sandbox
        self._files = files or {}
        self._cell = cell
        self._call = call
        self._end = time.monotonic() + total
        self._past: list[_PastCell] = []
        self._budget = OutputBudget()
        self._kernel: Kernel | None = None
        self.lost = False

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_: object) -> None:
        if self._kernel is not None:
            self._kernel.close()

    @property
    def ended(self) -> Counter[str]:
        """How many kernels of this sandbox have ended, by the keys of REASONS."""
        return self._sandbox.ended.copy()

    def run_cell(self, source: str) -> CellRun:
        """Run the next cell of the notebook; return its outcome.

        If it takes its kernel with it, it is run once more, since something else may have ended it.
        """
        ran = self._run_once(source)
        if ran.stopped in ENDED:
            ran = self._run_once(source)
            self.lost = self.lost or ran.stopped == "killed"
        if ran.stopped not in ENDED and self._kernel and self._kernel.alive:
            # A cell that did not end the first time gets little time to do so again.
            self._past.append(_PastCell(source, self._cell if ran.stopped is None else GRACE))
        return ran

    def _run_once(self, source: str) -> CellRun:
        kernel = self.ensure_kernel()
        return kernel.run_cell(source, self._limit_seconds(self._cell), self._budget)

    def ensure_kernel(self) -> Kernel:
        """Return a live kernel in which all cells so far have run, except those that ended one.

        Raises ConfineError, WireError or DeadlineError like `Sandbox.fork_kernel`.
        """
        blamed: list[_PastCell] = []
        while self._kernel is None or not self._kernel.alive:
            self._kernel = self._sandbox.fork_kernel()
            try:
                if self._files:
                    self._kernel.write_files(self._files, self._limit_seconds(self._cell))
            except LimitError:
                self._files = {}
                continue
            for cell in list(self._past):
                limit = self._limit_seconds(cell.seconds)
                ran = self._kernel.run_cell(cell.source, limit, OutputBudget(0, 0, 0))
                if not self._kernel.alive:
                    # At the first time, something else may have ended the kernel.
                    if ran.stopped not in ENDED or cell in blamed:
                        self._past.remove(cell)
                        self.lost = self.lost or ran.stopped == "killed"
                    blamed.append(cell)
                    break
        return self._kernel

    @property
    def call_seconds(self) -> float:
        """The seconds that a call may take now."""
        return self._limit_seconds(self._call)

    def _limit_seconds(self, most: float) -> float:
        return max(0.0, min(most, self._end - time.monotonic()))
