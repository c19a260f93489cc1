"""The kernel: it runs cells and calls functions, as the trusted side requests.

Nothing here is trusted, since a student's code shares the process. It needs to be right only for
honest code: every reply is data, and is checked on the other side.
"""

import base64
import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from numpy.random import Generator

from ..question.answer import Answer, AnswerError
from ..trace.recorder import Trace
from .shell import RECORDER, Shell
from .wire import Channel, WireError, decode, encode, set_state


def serve_requests(channel: Channel, shell: Shell) -> None:
    """Reply to requests until the other end is closed.

    A request is a dict with one of the keys "files" (name → bytes in base64), "run" (a cell's
    source), "value" and "call" (a name). During a call, "ask" messages go the other way: they call
    a function of the trusted side that was among the arguments, or stands in for one of the
    notebook.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            request = channel.receive()
        except WireError:
            return
        with _allow_interrupts():
            reply = _handle_request(request, channel, shell)
        channel.send({"id": request["id"], **reply})


@contextlib.contextmanager
def _allow_interrupts() -> Iterator[None]:
    """Allow interrupts while the student's code runs, and only then."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _handle_request(request: dict, channel: Channel, shell: Shell) -> dict:
    try:
        if "files" in request:
            return _write_files(request["files"])
        if "run" in request:
            return _run_cell(request["run"], shell)
        answer = Answer(shell.user_ns, tuple(request["forbidden"]))
        if "value" in request:
            return {"data": encode(answer.value(request["value"]))}
        with _Functions(channel, request["id"]) as functions:
            arguments = decode(request["arguments"], functions.make)
            stand_ins = {n: functions.make(number) for n, number in request["stand_ins"].items()}
            answer = answer.replace_functions(stand_ins)
            if request["follow"]:
                return _follow_call(answer, request["call"], arguments)
            return {"data": encode(answer.call(request["call"], *arguments))}
    except AnswerError as error:
        return {"error": [error.kind, error.message]}
    except WireError as error:
        return {"error": ["type", f"What was returned holds data that cannot be used: {error}."]}
    except MemoryError:
        return {"error": ["memory", ""]}
    except KeyboardInterrupt:
        return {"error": ["time", ""]}
    except BaseException as error:  # a student's object may raise anything while it is read
        return {"error": ["crash", f"Reading the answer stopped with {type(error).__name__}."]}


def _follow_call(answer: Answer, name: str, arguments: Any) -> dict:
    """Return a reply with the data of a call or its error, and with what it has assigned."""
    trace = Trace()
    try:
        reply = {"data": encode(answer.follow(trace).call(name, *arguments))}
    except AnswerError as error:
        reply = {"error": [error.kind, error.message]}
    return reply | {"trace": encode([vars(entry) for entry in trace.entries])}


def _write_files(files: dict) -> dict:
    """Write the files that were submitted with the notebook; skip those that cannot be written."""
    for name, data in files.items():
        path = Path.cwd() / name
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(base64.b64decode(data))
    return {}


def _run_cell(source: str, shell: Shell) -> dict:
    interrupted = False
    try:
        result = shell.run_cell(source, store_history=True)
        interrupted = isinstance(result.error_in_exec, KeyboardInterrupt)
    except KeyboardInterrupt:
        interrupted = True
    return {"outputs": RECORDER.take_outputs(), "interrupted": interrupted}


class _Functions:
    """The functions of the trusted side that belong to one request, and end with it.

    Threads may call them, one at a time.
    """

    def __init__(self, channel: Channel, request: int) -> None:
        self._channel = channel
        self._request = request
        self._numbers: dict[Callable, int] = {}
        self._lock = threading.Lock()
        self._ended = False

    def __enter__(self) -> "_Functions":
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._ended = True

    def make(self, number: int) -> Callable:
        """Return a function that has function `number` called on the other side."""

        def function(*arguments: Any, **keywords: Any) -> Any:
            return self._ask(number, arguments, keywords)

        self._numbers[function] = number
        return function

    def _find_number(self, function: Callable) -> int:
        """Return the number of a function that is handed back, since no other can cross."""
        try:
            return self._numbers[function]
        except (KeyError, TypeError):
            raise WireError("a function of your own cannot cross") from None

    def _ask(self, number: int, arguments: tuple, keywords: dict[str, Any]) -> Any:
        request = {"id": self._request, "ask": number}
        try:
            request["arguments"] = encode(list(arguments), self._find_number)
            request["keywords"] = encode(keywords, self._find_number)
        except WireError as error:
            raise TypeError(f"this function takes numbers and arrays; {error}") from None
        # An interrupt must not cut a message in two.
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
        try:
            with self._lock:
                if self._ended:
                    raise RuntimeError(
                        "this function can be called only until yours, which was given it, returns"
                    )
                self._channel.send(request)
                reply = self._channel.receive()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
        if "error" in reply:
            raise _ERRORS.get(reply["error"][0], ValueError)(reply["error"][1])
        given = (*arguments, *keywords.values())
        generators = [argument for argument in given if isinstance(argument, Generator)]
        # They go on as if the function had drawn from them here.
        for generator, state in zip(generators, reply["generators"], strict=True):
            set_state(generator, state["generator"])
        return decode(reply["data"])


_ERRORS = {
    error.__name__: error
    for error in (TypeError, ValueError, ZeroDivisionError, OverflowError, IndexError, KeyError)
}
