"""Run the benchmark: `make bench-grading`, or `make bench-grading CLASS=8` for a quick look."""

import argparse
import os
import platform
import shutil
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from multiprocessing import get_context

from tqdm import tqdm

from .breakdown import breakdown
from .clock import Run, adopt, race, typical
from .contenders import OTTER, OURS, PLAIN, SERIAL, TWO, contenders
from .sample import sample
from .start import BARE, COLD, FORKED, starts

ASSIGNMENTS = ("03-three-layer", "01-perceptron-update")
_ROWS = (PLAIN, OTTER, SERIAL, TWO, OURS)
_PACKAGES = ("nbgrader", "otter-grader", "ipykernel", "nbconvert", "numpy")
# What was asked of grading, and what the project hopes for.
_FASTER, _MUCH_FASTER, _START = 4, 10, 6
_NOTES = """
Plain nbgrader loads once in each of its two processes, and its notebooks call `check` in a cold
kernel each. otter has a process for each submission, and the same checks as its tests; it grades
the first few of the class. Rates count the whole command; "running" leaves out what comes before
the first result. CPU is user and system time of all processes. Every score was as it should be."""


def main() -> None:
    """Race all contenders on each assignment, and print the tables and the goals."""
    parser = argparse.ArgumentParser(prog="make bench-grading", description=__doc__)
    parser.add_argument("--size", type=int, default=60, help="submissions in a class (60)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each grades it (3)")
    options = parser.parse_args()
    if options.size < 4 or options.rounds < 1:
        parser.error("CLASS must be at least 4 and ROUNDS at least 1")
    adopt()
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the start, ", end="")
    print(f"Python {platform.python_version()}, ", end="")
    print(", ".join(f"{package} {version(package)}" for package in _PACKAGES))
    ratios, roots = [], []
    for assignment in ASSIGNMENTS:
        handed_in = sample(assignment, options.size)
        few = sample(assignment, min(options.size, max(2, options.size // 6)))
        ready = contenders(handed_in, few)
        runs: dict[str, list[Run]] = {name: [] for name in _ROWS}
        bar = tqdm(total=len(_ROWS) * options.rounds, desc=assignment, leave=False)
        for name, run in race(ready, options.rounds):
            runs[name].append(run)
            bar.update()
        bar.close()
        print(*_table(assignment, options, runs), sep="\n", flush=True)
        ratios.append(typical(runs[OURS]).rate / typical(runs[PLAIN]).rate)
        for each in ready:
            if each.name == OURS:
                roots.append(each.root)
            else:
                shutil.rmtree(each.root, ignore_errors=True)
    # After all races: a pool leaves a process behind, whose end the next race would wait for.
    for assignment, root in zip(ASSIGNMENTS, roots, strict=True):
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            spent = pool.submit(breakdown, root, assignment).result()
        print(*_breakdown(assignment, spent), sep="\n", flush=True)
        shutil.rmtree(root, ignore_errors=True)
    print(_NOTES)
    seconds = starts(5 if options.rounds == 1 else 21)
    print("\nstart → first reply, ms")
    for name, each in seconds.items():
        print(f"  {name:32}{1000 * each:8.1f}")
    cost = 1000 * (seconds[FORKED] - seconds[BARE])
    print(f"  {'what the layers cost':32}{cost:8.1f}\n")
    print(*_goals(min(ratios), seconds[COLD] / seconds[FORKED]), sep="\n")


def _table(assignment: str, options: argparse.Namespace, runs: dict[str, list[Run]]) -> list[str]:
    plain = typical(runs[PLAIN])
    lines = [
        f"\n{assignment}, a class of {options.size}, {options.rounds} rounds, medians",
        f"{'':32}{'a minute':>10}{'× plain':>9}{'running':>10}{'× plain':>9}{'CPU ms each':>13}",
    ]
    for name in _ROWS:
        run = typical(runs[name])
        lines.append(
            f"{name:32}{run.rate:10.0f}{run.rate / plain.rate:9.1f}"
            f"{run.running:10.0f}{run.running / plain.running:9.1f}{run.each:13.0f}"
        )
    return lines


def _breakdown(assignment: str, spent: dict[str, float]) -> list[str]:
    whole = sum(spent.values())
    lines = [f"\n{assignment}, where the time of one of ours goes: {whole:.0f} ms, one process"]
    return lines + [f"  {label:34}{ms:7.1f} ms{ms / whole:6.0%}" for label, ms in spent.items()]


def _goals(faster: float, quicker: float) -> list[str]:
    return [
        f"{'reached' if found >= wish else 'missed':9}{what:52}{found:6.1f} ×"
        for what, found, wish in (
            (f"submissions a minute ≥ {_FASTER} × plain nbgrader", faster, _FASTER),
            (f"submissions a minute ≥ {_MUCH_FASTER} × plain nbgrader", faster, _MUCH_FASTER),
            (f"a cold kernel takes ≥ {_START} × our start", quicker, _START),
        )
    ]


if __name__ == "__main__":
    main()
