"""A limit on the time that a student's code takes in its own notebook, where nothing else ends it.

In grading, code is stopped from outside, by the sandbox; see `sandbox.session`.
"""

import contextlib
import math
import signal
import threading
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

REPEAT = 0.05
"""Seconds after which the alarm rings again if it found no call to end."""

AGAIN = 50e-6
"""Seconds after which it rings again if it did."""


class OutOfTimeError(BaseException):
    """A call took longer than it may. No `except Exception` of a student's code catches it."""


class TimeLimit:
    """Seconds that all calls made by `call` may take together; without a limit by default."""

    def __init__(self, seconds: float = math.inf) -> None:
        self._seconds = self._left = seconds

    def begin_anew(self, share: float) -> "TimeLimit":
        """Return a limit of a share of the time, of which nothing has been taken."""
        return TimeLimit(self._seconds * share)

    def call(self, function: Callable, *arguments: Any) -> Any:
        """Return function(*arguments); raise OutOfTimeError once the time is over.

        Python runs signal handlers in the main thread, between two of its instructions: outside of
        the main thread, without SIGALRM (on Windows) and within one long call of a library there
        is no limit.
        """
        if math.isinf(self._left):
            return _run(function, arguments)
        begin = time.monotonic()
        try:
            with _set_alarm(self._left):
                return _run(function, arguments)
        finally:
            self._left = max(self._left - (time.monotonic() - begin), REPEAT)


def _run(function: Callable, arguments: tuple) -> Any:
    """Call the function; the alarm rings only for what this has called."""
    return function(*arguments)


@contextlib.contextmanager
def _set_alarm(seconds: float) -> Iterator[None]:
    """Raise OutOfTimeError below `_run` after that time; put any other alarm back at the end."""
    can = hasattr(signal, "SIGALRM") and threading.current_thread() is threading.main_thread()
    if not can:
        yield
        return
    begin = time.monotonic()
    handler = signal.signal(signal.SIGALRM, _ring)
    left, interval = signal.setitimer(signal.ITIMER_REAL, seconds, REPEAT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL if handler is None else handler)
        if left:
            left = max(left - (time.monotonic() - begin), 1e-6)
            signal.setitimer(signal.ITIMER_REAL, left, interval)


def _ring(_: int, frame: FrameType | None) -> None:
    """Raise OutOfTimeError, unless what `_run` has called is over already.

    An `except:` in a loop would swallow the error and go on. So the alarm rings again right away,
    until it finds the loop at an instruction that no `try` surrounds.
    """
    while frame is not None and (frame := frame.f_back) is not None:
        if frame.f_code is _run.__code__:
            signal.setitimer(signal.ITIMER_REAL, AGAIN, REPEAT)
            raise OutOfTimeError
