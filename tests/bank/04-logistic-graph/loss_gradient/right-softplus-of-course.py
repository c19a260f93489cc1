# score: 7
import nnlib


def loss_gradient(X, y, w, b):
    z = X @ w + b
    loss = y * nnlib.softplus(-z) + (1 - y) * nnlib.softplus(z)
    D = (1 - y) * np.exp(-nnlib.softplus(-z)) - y * np.exp(-nnlib.softplus(z))
    return np.mean(loss), D @ X / len(z), np.mean(D)
