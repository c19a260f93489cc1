# score: 0
# says: `central_difference` of nnlib
import nnlib


def central_difference(f, x, h):
    return nnlib.central_difference(f, x, h)
