# question: 01-perceptron-update/update
# score: 2
# Tries to lift its own limits, and those of others.
import os
import resource

for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_NPROC, resource.RLIMIT_FSIZE):
    for who in (0, 1, os.getppid()):
        try:
            resource.prlimit(who, kind, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        except (OSError, ValueError):
            pass


def update(w, b, x, y, eta):
    step = eta * (y - (np.dot(w, x) + b >= 0))
    return w + step * x, b + step
