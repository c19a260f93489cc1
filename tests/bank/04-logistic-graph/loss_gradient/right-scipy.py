# score: 7
from scipy.special import expit, log_expit


def loss_gradient(X, y, w, b):
    z = X @ w + b
    D = (1 - y) * expit(z) - y * expit(-z)
    return (
        -np.mean(y * log_expit(z) + (1 - y) * log_expit(-z)),
        X.T @ D / len(y),
        np.array(D.mean()),
    )
