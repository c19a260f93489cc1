# question: 01-perceptron-update/update
# score: 2
# Prints without end, to Python's stream and to the process's own.
import os
import sys

for _ in range(1000):
    print("x" * 100_000)
    sys.stderr.write("y" * 100_000)
    try:
        os.write(1, b"z" * 10_000)
    except OSError:
        pass


def update(w, b, x, y, eta):
    step = eta * (y - (np.dot(w, x) + b >= 0))
    return w + step * x, b + step
