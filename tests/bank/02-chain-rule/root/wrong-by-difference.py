# score: 0
# says: `central_difference` of nnlib
from nnlib import central_difference


def root_derivative(z):
    return central_difference(lambda t: np.sqrt(5 * t - 8), z)
