"""Run the benchmark: `make bench`, or `make bench ROUNDS=3` for a quick look."""

import argparse
import platform
from importlib.metadata import version
from pathlib import Path

import numpy as np
from tqdm import tqdm

from . import (
    with_autograd,
    with_buffers,
    with_jax,
    with_micrograd,
    with_nnlib,
    with_numpy,
    with_sklearn,
    with_torch,
)
from .cases import CASES, SEED
from .clock import best_rate, one_thread, race
from .reference import verify
from .report import report

_MODULES = (
    with_numpy,
    with_buffers,
    with_nnlib,
    with_jax,
    with_torch,
    with_autograd,
    with_sklearn,
    with_micrograd,
)
_PACKAGES = ("numpy", "jax", "torch", "autograd", "scikit-learn", "micrograd")


def main() -> None:
    """Hold every contender to the right numbers, then race them, and print the tables."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=51, help="how often each is timed (51)")
    rounds = parser.parse_args().rounds
    if rounds < 1:
        parser.error(f"ROUNDS must be at least 1, but was {rounds}")
    one_thread()
    print(f"{_processor()}, one thread, {rounds} rounds, Python {platform.python_version()}")
    print(", ".join(f"{package} {version(package)}" for package in _PACKAGES))
    rng = np.random.default_rng(SEED)
    rates = {dtype: best_rate(dtype) for dtype in (np.float32, np.float64)}
    for dtype, rate in rates.items():
        print(f"{dtype.__name__}: {2e-9 * rate:.0f} GFLOP/s at best, in a large product")
    times = {}
    for case in CASES:
        contenders = {}
        for module in _MODULES:
            contenders |= module.contenders(case)
        for name, contender in contenders.items():
            verify(name, contender, case)
        bar = tqdm(range(rounds), desc=case.name, leave=False, mininterval=1)
        times[case.name] = race({name: c.step for name, c in contenders.items()}, bar, rng)
    print()
    print(report(CASES, times, rates))


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    models = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor()


if __name__ == "__main__":
    main()
