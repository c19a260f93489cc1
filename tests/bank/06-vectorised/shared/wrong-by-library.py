# score: 0
# says: `complex_step` of nnlib
import nnlib.check


def shared_backward(X, W, dZ):
    return nnlib.check.complex_step(lambda V: np.sum(dZ * (X @ V @ V)), W)
