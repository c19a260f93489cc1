# score: 3
# mistake: bias-gradient-not-summed
def gradients(X, labels, W1, b1, W2, b2):
    m, k = len(X), len(b2)
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    Z2 = A1 @ W2 + b2
    shifted = Z2 - Z2.max(axis=1, keepdims=True)
    log_P = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    P = np.exp(log_P)
    Y = np.zeros_like(P)
    Y[np.arange(m), labels] = 1
    loss = -(Y * log_P).sum() / m
    D2 = (P - Y) / m
    dW2 = A1.T @ D2
    db2 = D2
    D1 = (D2 @ W2.T) * (Z1 > 0)
    dW1 = X.T @ D1
    db1 = D1
    return loss, dW1, db1, dW2, db2
