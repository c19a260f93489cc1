"""Measuring processes: wall clock and processor time, those that outlive their parents included."""

import contextlib
import ctypes
import os
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from .contenders import Contender
from .sample import verify

_SUBREAPER = 36


@dataclass(frozen=True)
class Run:
    """One run of a contender: submissions a minute and processor seconds, and how many they were.

    running: submissions a minute between the first result and the last, without the start.
    """

    size: int
    seconds: float
    processor: float
    running: float

    @property
    def rate(self) -> float:
        """Submissions a minute, everything counted."""
        return 60 * self.size / self.seconds

    @property
    def each(self) -> float:
        """Processor milliseconds for a submission, user and system."""
        return 1000 * self.processor / self.size


def adopt() -> None:
    """Have this process wait for grandchildren whose parents have ended, so that they count."""
    if ctypes.CDLL(None, use_errno=True).prctl(_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")


def measure(contender: Contender) -> Run:
    """Let a contender grade its class. Raises ValueError if a score is not as it should be."""
    contender.restore()
    before, start = _processor(), time.perf_counter()
    contender.run()
    seconds = time.perf_counter() - start
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)
    verify(contender.name, contender.sample, contender.scores())
    size = len(contender.sample.answers)
    written = sorted(path.stat().st_mtime for path in contender.root.glob(contender.results))
    running = 60 * (size - 1) / (written[-1] - written[0])
    return Run(size, seconds, _processor() - before, running)


def _processor() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def race(contenders: list[Contender], rounds: int) -> Iterator[tuple[str, Run]]:
    """Let all grade in turn, so that a busy moment hits each alike; give each run as it ends."""
    for number in range(rounds):
        for contender in contenders[:: 1 if number % 2 else -1]:
            yield contender.name, measure(contender)


def typical(runs: list[Run]) -> Run:
    """Return the medians of several runs."""
    return Run(
        runs[0].size,
        median(run.seconds for run in runs),
        median(run.processor for run in runs),
        median(run.running for run in runs),
    )
