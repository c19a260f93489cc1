# score: 5
def gradients(X, labels, W1, b1, W2, b2):
    X, W1, b1, W2, b2 = (np.asarray(v, dtype=np.float32) for v in (X, W1, b1, W2, b2))
    m = np.float32(len(X))
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    Z2 = A1 @ W2 + b2
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    rows = np.arange(len(X))
    loss = -np.log(P[rows, labels]).mean()
    P[rows, labels] -= 1
    D2 = P / m
    D1 = D2 @ W2.T
    D1[A1 <= 0] = 0
    return loss, X.T @ D1, D1.sum(0), A1.T @ D2, D2.sum(0)
