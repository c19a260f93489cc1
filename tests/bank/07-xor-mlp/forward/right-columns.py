# score: 2
from nnlib.functions import sigmoid


def forward(X, W1, b1, w2, b2):
    a1 = sigmoid(W1.T @ X.T + b1[:, np.newaxis])
    return a1.T, sigmoid(w2 @ a1 + b2)
