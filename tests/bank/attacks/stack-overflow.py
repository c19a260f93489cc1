# question: 01-perceptron-update/update
# score: 0
# Goes down until the stack of the process is at its end.
import sys


def update(w, b, x, y, eta):
    sys.setrecursionlimit(10**9)
    return update(w, b, x, y, eta)


class Deep:
    def __repr__(self):
        return repr(self)
