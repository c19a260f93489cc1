# score: 7
from scipy.special import expit, log_expit
def loss_gradient(X, y, w, b):
    z = X @ w + b
    return -np.mean(y * log_expit(z) + (1 - y) * log_expit(-z)), X.T @ (expit(z) - y) / len(y), np.array((expit(z) - y).mean())
