# score: 3
import nnlib


def plus_minus_gradient(X, y, w, b):
    p = nnlib.sigmoid(X @ w + b)
    D = np.where(y == 1, p - 1, p) / len(p)
    return D @ X, sum(D)
