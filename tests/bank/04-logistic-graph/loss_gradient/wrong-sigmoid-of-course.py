# score: 6
# mistake: tiny-value-lost
import nnlib


def loss_gradient(X, y, w, b):
    z = X @ w + b
    loss = y * nnlib.softplus(-z) + (1 - y) * nnlib.softplus(z)
    D = (nnlib.sigmoid(z) - y) / len(z)
    return np.mean(loss), D @ X, np.sum(D)
