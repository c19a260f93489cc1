# score: 0
# says: worked out by hand
import nnlib


def schedule(t):
    return nnlib.optim.inverse_time(0.1)(t)
