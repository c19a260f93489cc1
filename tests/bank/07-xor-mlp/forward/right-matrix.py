# score: 2
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(X, W1, b1, w2, b2):
    z1 = X @ W1 + b1
    a1 = sigmoid(z1)
    z2 = a1 @ w2 + b2
    a = sigmoid(z2)
    return a1, a
