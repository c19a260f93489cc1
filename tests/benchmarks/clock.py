"""Measuring: all in turn, in a new random order every round, so that a busy moment hits each alike.

A round times a block of steps of each, and what counts is the median over the rounds; two are
compared round by round. The clock is that of the thread, which stands still while the machine does
something else; nobody may work in another thread. The garbage collector stays on, as everybody has
it; it also runs before each block, so that nobody clears up after another.
"""

import gc
from collections.abc import Callable, Iterable
from itertools import repeat
from statistics import median
from time import process_time, thread_time
from typing import Any

import numpy as np
from threadpoolctl import threadpool_info

Step = Callable[[], Any]
Times = dict[str, list[float]]
# How long a block of steps takes at least, in seconds.
_BLOCK = 0.005


def race(steps: dict[str, Step], rounds: Iterable[Any], rng: np.random.Generator) -> Times:
    """Return the seconds that each step takes, in each round, by its name.

    rounds: one item for each; rng: draws who comes when. Every step must have been run before, so
    that it is compiled. Raises RuntimeError if one of them works in several threads.
    """
    # What exists by now belongs to the libraries: no collection needs to look at it again.
    gc.collect()
    gc.freeze()
    calls = {name: _calls(step) for name, step in steps.items()}
    for name, step in steps.items():
        _alone(name, step, calls[name])
    blocks: Times = {name: [] for name in steps}
    for _ in rounds:
        for name in rng.permutation(list(steps)):
            gc.collect()
            steps[name]()
            blocks[name].append(_seconds(steps[name], calls[name]))
    return blocks


def typical(times: Times, name: str) -> float:
    """Return the seconds that a step takes."""
    return median(times[name])


def ratio(times: Times, name: str, other: str) -> float:
    """Return how many times as long as the other's a step takes."""
    return median(a / b for a, b in zip(times[name], times[other], strict=True))


def _seconds(step: Step, calls: int) -> float:
    start = thread_time()
    for _ in repeat(None, calls):
        step()
    return (thread_time() - start) / calls


def _calls(step: Step) -> int:
    calls = 1
    while calls * _seconds(step, calls) < _BLOCK:
        calls *= 2
    return calls


def _alone(name: str, step: Step, calls: int) -> None:
    # Whatever the settings say: has another thread done part of the work?
    start = process_time()
    ours = calls * _seconds(step, calls)
    if process_time() - start > 1.1 * ours:
        raise RuntimeError(f"{name} works in several threads")


def one_thread() -> None:
    """Raise RuntimeError if a library of matrix products may use more than one thread."""
    for pool in threadpool_info():
        if pool["num_threads"] != 1:
            raise RuntimeError(
                f"{pool['prefix']} has {pool['num_threads']} threads: start with `make bench`"
            )


def best_rate(dtype: Any) -> float:
    """Return how many multiplications a second a product of large square matrices reaches."""
    n = 1024
    A = np.random.default_rng(0).standard_normal((n, n)).astype(dtype)
    room = np.empty_like(A)
    return n**3 / min(_seconds(lambda: np.dot(A, A, out=room), 1) for _ in range(20))
