# score: 4
# mistake: another-activation
def gradients(X, labels, W1, b1, W2, b2):
    rows = range(len(X))
    A1 = np.tanh(X @ W1 + b1)
    Z2 = A1 @ W2 + b2
    S = Z2 - np.log(np.exp(Z2).sum(axis=1, keepdims=True))
    D2 = np.exp(S)
    D2[rows, labels] -= 1
    D2 = D2 / len(X)
    D1 = D2 @ W2.T * (1 - A1**2)
    return -S[rows, labels].mean(), X.T @ D1, D1.sum(axis=0), A1.T @ D2, D2.sum(axis=0)
