# question: 01-perceptron-update/update
# score: 0
# says: too long
# Does not listen to interrupts.
import signal


def update(w, b, x, y, eta):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    while True:
        pass
