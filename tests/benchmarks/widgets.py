"""Time the redraws of every widget, and watch its memory: `make bench-widgets`."""

import argparse
import resource
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import median
from time import thread_time

from tests.support.widget_moves import make, names, sweep, wander

from .clock import one_thread

# At 30 ms a slider still moves smoothly; the one of the rate is meant to be played. Runs that are
# remembered may fill some memory, but no more than that.
GOAL_MS, LIMIT_MB = 30, 32
STRICTER_MS = {"learning_rate": 15}


@dataclass(frozen=True)
class Seen:
    """Of one widget: the median and the worst redraw in ms, over so many, and growth in MB."""

    name: str
    typical: float
    worst: float
    redraws: int
    growth: float

    def line(self) -> str:
        """Return one line: what was measured, and whether the goals are reached."""
        goal = STRICTER_MS.get(self.name, GOAL_MS)
        reached = self.typical <= goal and self.growth <= LIMIT_MB
        times = f"{self.typical:8.1f} ≤ {goal} ms{self.worst:9.1f} ms{self.redraws:9}"
        memory = f"{self.growth:9.1f} ≤ {LIMIT_MB} MB"
        return f"{'reached' if reached else 'missed':9}{self.name:22}{times}{memory}"


def measure(name: str, moves: int) -> Seen:
    """Move a widget's controls over their whole range, then at random; run in a fresh process.

    Raises RuntimeError if BLAS may use more than one thread.
    """
    one_thread()
    widget = make(name)
    times = []
    for control, value in sweep(widget):
        start = thread_time()
        control.value = value
        times.append(1e3 * (thread_time() - start))
    before = peak()
    for control, value in wander(widget, moves, seed=1):
        control.value = value
    return Seen(name, median(times), max(times), len(times), peak() - before)


def peak() -> float:
    """Return the most memory that this process has had, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024  # Linux counts in kilobytes
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def main() -> None:
    """Measure all widgets, each in a process of its own, and print a line for each.

    A slow one only misses a goal; one whose memory grows ends the process with status 1.
    """
    parser = argparse.ArgumentParser(prog="make bench-widgets", description=__doc__)
    parser.add_argument("--moves", type=int, default=2000, help="moves to watch memory (2000)")
    moves = parser.parse_args().moves
    if moves < 1:
        parser.error(f"MOVES must be at least 1, but was {moves}")
    print(f"{'':9}{'widget':22}{'median redraw':>16}{'worst':>12}{'redraws':>9}", end="")
    print(f"   growth over {moves:,} moves")
    spawn = get_context("spawn")
    with ProcessPoolExecutor(1, spawn, max_tasks_per_child=1) as pool:
        found = [pool.submit(measure, name, moves) for name in names()]
        for each in found:
            print(each.result().line(), flush=True)
    sys.exit(any(each.result().growth > LIMIT_MB for each in found))


if __name__ == "__main__":
    main()
