# score: 0
# says: worked out by hand
import nnlib


def loss_gradient(X, y, w, b):
    def loss(w, b):
        z = X @ w + b
        return (np.logaddexp(0, z) - y * z).mean()

    dw = nnlib.central_difference(lambda v: loss(v, b), w)
    return loss(w, b), dw, nnlib.central_difference(lambda v: loss(w, v), b)
