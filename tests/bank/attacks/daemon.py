# question: 01-perceptron-update/update
# score: 2
# Leaves a process behind that changes the gradebook later.
import os
import time

try:
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(1)
            open("/tmp/left-behind", "w").close()
            time.sleep(1200)
        os._exit(0)
except OSError:
    pass


def update(w, b, x, y, eta):
    step = eta * (y - (np.dot(w, x) + b >= 0))
    return w + step * x, b + step
