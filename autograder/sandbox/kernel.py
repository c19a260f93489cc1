"""What a kernel does: run cells and call functions for whoever holds the other end.

Nothing here is trusted, since a student's code shares the process. It only has to serve the honest:
whatever it says is data, and is checked on the other side.
"""

import base64
import contextlib
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ..question.answer import Answer, AnswerError
from .shell import RECORD, Shell
from .wire import Channel, WireError, decode, encode


def serve(channel: Channel, shell: Shell) -> None:
    """Answer requests until the other end is closed.

    A request is a dict with one of the keys "files" (name → bytes in base64), "run" (a cell's
    source), "value" and "call" (a name). While a call runs, "ask" messages go the other way: a
    function that was handed over is called there.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            request = channel.receive()
        except WireError:
            return
        with _interruptible():
            reply = _answer(request, channel, shell)
        channel.send({"id": request["id"], **reply})


@contextlib.contextmanager
def _interruptible() -> Iterator[None]:
    """Let an interrupt through while the student's code runs, and only then."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _answer(request: dict, channel: Channel, shell: Shell) -> dict:
    try:
        if "files" in request:
            return _write(request["files"])
        if "run" in request:
            return _run(request["run"], shell)
        answer = Answer(shell.user_ns, tuple(request["forbidden"]))
        if "value" in request:
            return {"data": encode(answer.value(request["value"]))}
        arguments = decode(request["arguments"], _asker(channel, request["id"]))
        return {"data": encode(answer.call(request["call"], *arguments))}
    except AnswerError as error:
        return {"error": [error.kind, error.message]}
    except WireError as error:
        return {"error": ["type", f"What was returned holds data that cannot be used: {error}."]}
    except MemoryError:
        return {"error": ["memory", ""]}
    except KeyboardInterrupt:
        return {"error": ["time", ""]}
    except BaseException as error:  # whatever a student's object does while it is looked at
        return {"error": ["crash", f"Reading the answer stopped with {type(error).__name__}."]}


def _write(files: dict) -> dict:
    # What a student has handed in beside the notebook.
    for name, data in files.items():
        path = Path.cwd() / name
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(base64.b64decode(data))
    return {}


def _run(source: str, shell: Shell) -> dict:
    interrupted = False
    try:
        result = shell.run_cell(source, store_history=True)
        interrupted = isinstance(result.error_in_exec, KeyboardInterrupt)
    except KeyboardInterrupt:
        interrupted = True
    return {"outputs": RECORD.take(), "interrupted": interrupted}


def _asker(channel: Channel, number: int) -> Callable[[int], Callable]:
    """Make stand-ins for functions that stay on the other side."""

    def stand_in(which: int) -> Callable:
        def function(*arguments: Any) -> Any:
            try:
                given = encode(list(arguments))
            except WireError as error:
                raise TypeError(f"this function takes numbers and arrays; {error}") from None
            # An interrupt waits until the message is whole.
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
            try:
                channel.send({"id": number, "ask": which, "arguments": given})
                reply = channel.receive()
            finally:
                signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
            if "error" in reply:
                raise _ERRORS.get(reply["error"][0], ValueError)(reply["error"][1])
            return decode(reply["data"])

        return function

    return stand_in


_ERRORS = {
    error.__name__: error
    for error in (TypeError, ValueError, ZeroDivisionError, OverflowError, IndexError, KeyError)
}
