"""From nothing to the first reply: a cold ipykernel, our forked kernel, and that without layers."""

import subprocess
import time
from statistics import median

from jupyter_client.manager import KernelManager

from autograder.sandbox.session import Sandbox

COLD, FORKED, BARE = "cold ipykernel", "our kernel, shut in", "our kernel, no layers"


def starts(rounds: int) -> dict[str, float]:
    """Return the median seconds of each, taken in turn."""
    seen: dict[str, list[float]] = {COLD: [], FORKED: [], BARE: []}
    with Sandbox(0) as forked, Sandbox(1, layers=(), allow_unsandboxed=True) as bare:
        for sandbox in (forked, bare):
            sandbox.fork_kernel()  # the warm process has loaded
        for _ in range(rounds):
            seen[COLD].append(_cold())
            for name, sandbox in ((FORKED, forked), (BARE, bare)):
                seen[name].append(_forked(sandbox))
    return {name: median(times) for name, times in seen.items()}


def _cold() -> float:
    start = time.perf_counter()
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    took = time.perf_counter() - start
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    return took


def _forked(sandbox: Sandbox) -> float:
    start = time.perf_counter()
    ran = sandbox.fork_kernel().run_cell("'ready'", 60)
    took = time.perf_counter() - start
    assert ran.outputs[0].data["text/plain"] == "'ready'"
    return took
