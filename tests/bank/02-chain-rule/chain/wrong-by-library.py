# score: 0
# says: `central_difference` of nnlib
from nnlib import central_difference


def chain(functions, derivatives, x):
    def composition(t):
        for f in functions:
            t = f(t)
        return t

    return composition(x), central_difference(composition, x)
