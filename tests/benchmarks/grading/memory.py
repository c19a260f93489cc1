"""Watch the memory of a long grading: `make grade-many`."""

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass

import psutil

from .sample import recorded, sample

# A process may grow by this much from the first half of the class to the second; what it has loaded
# by the first tenth is not growth.
LIMIT_MB = 16
ASSIGNMENT = "01-perceptron-update"


@dataclass(frozen=True)
class Moment:
    """Memory in MB at a moment of the run, the largest process of each kind, and all together.

    all: without counting twice what processes share.
    """

    graded: int
    command: float
    worker: float
    warm: float
    kernel: float
    all: float

    def line(self) -> str:
        """Return a row of the table."""
        parts = (self.command, self.worker, self.warm, self.kernel, self.all)
        return f"{self.graded:9,}" + "".join(f"{part:10.1f}" for part in parts)


def look(process: psutil.Process, graded: int) -> Moment:
    """Measure a command and all its processes, but for those that end meanwhile."""
    kinds: dict[str, float] = dict.fromkeys(("command", "worker", "warm", "kernel"), 0.0)
    total = 0.0
    for each in [process, *process.children(recursive=True)]:
        with contextlib.suppress(psutil.Error):
            if each == process:
                kind = "command"
            elif not _is_warm(each):
                kind = "worker"
            else:  # the loader, a sandbox's outer process, the inner one, and kernels of that
                above = [parent for parent in each.parents() if _is_warm(parent)]
                kind = "kernel" if len(above) == 3 else "warm"
            memory = each.memory_full_info()
            kinds[kind] = max(kinds[kind], memory.rss / 1e6)
            total += memory.pss / 1e6
    return Moment(graded, **kinds, all=total)


def _is_warm(process: psutil.Process) -> bool:
    return "autograder.sandbox.warm_process" in process.cmdline()


def main() -> None:
    """Grade so many submissions in one go, print memory against submissions graded.

    A process that grows ends this one with status 1.
    """
    parser = argparse.ArgumentParser(prog="make grade-many", description=__doc__)
    parser.add_argument("submissions", type=int, nargs="?", default=1000)
    size = parser.parse_args().submissions
    handed_in = sample(ASSIGNMENT, size)
    course = handed_in.course()
    graded = course.root / "classroom" / "autograded"
    command = subprocess.Popen(
        [sys.executable, "-m", "autograder", "grade", ASSIGNMENT, "--jobs", "2"],
        cwd=course.root,
        env=os.environ | {"BACKPROP_BY_HAND_SECRET": str(course.root / "secret")},
        stdout=subprocess.DEVNULL,
    )
    print("   graded   command    worker      warm    kernel   all, MB", flush=True)
    seen: list[Moment] = []
    process = psutil.Process(command.pid)
    start, due = time.monotonic(), 0
    while command.poll() is None:
        count = sum(1 for _ in graded.glob(f"*/{ASSIGNMENT}/*.ipynb"))
        if count >= due:
            seen.append(look(process, count))
            print(seen[-1].line(), flush=True)
            due = count + max(1, size // 40)
        time.sleep(0.1)
    minutes = (time.monotonic() - start) / 60
    graded_all = len(recorded(course, ASSIGNMENT)) == size
    first = [moment for moment in seen if size / 10 <= moment.graded < size / 2]
    second = [moment for moment in seen if moment.graded >= size / 2]
    # The most of each, since at a moment there may be a kernel more or less.
    growth = {
        kind: max(getattr(m, kind) for m in second) - max(getattr(m, kind) for m in first)
        for kind in ("command", "worker", "warm", "kernel", "all")
    }
    count = "all" if graded_all else "NOT all"
    print(f"{size:,} submissions in {minutes:.1f} minutes, {count} of them graded")
    told = ", ".join(f"{kind} {mb:+.1f}" for kind, mb in growth.items())
    print(f"growth from the first half to the second, in MB (at most {LIMIT_MB} each): {told}")
    shutil.rmtree(course.root)
    sys.exit(not graded_all or any(mb > LIMIT_MB for mb in growth.values()))


if __name__ == "__main__":
    main()
