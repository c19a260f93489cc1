# score: 2
def forward(X, W1, b1, w2, b2):
    X, W1, b1, w2 = (np.float32(value) for value in (X, W1, b1, w2))
    a1 = 1 / (1 + np.exp(-(X @ W1 + b1)))
    return a1, 1 / (1 + np.exp(-(a1 @ w2 + np.float32(b2))))
