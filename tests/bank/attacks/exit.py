# question: 01-perceptron-update/update
# score: 0
# says: ended its whole process
# Ends the process in the middle of a call, with a status that means success.
import os


def update(w, b, x, y, eta):
    os._exit(0)
