# score: 0
# says: `central_difference` of nnlib
from nnlib import central_difference


def bias_backward(dZ):
    return central_difference(lambda b: np.sum(dZ * (0 * dZ + b)), np.zeros(dZ.shape[1]))
