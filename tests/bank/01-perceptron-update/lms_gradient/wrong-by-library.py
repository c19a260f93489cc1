# score: 0
# says: `half_mean_squared` of nnlib
import nnlib as helper


def lms_gradient(w, b, X, y):
    _, residual = helper.half_mean_squared(X @ w + b, y)
    return residual @ X, residual.sum()
