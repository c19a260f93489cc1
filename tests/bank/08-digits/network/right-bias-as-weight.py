# score: 5
def softmax_cross_entropy(logits, labels):
    Y = np.eye(logits.shape[1])[labels]
    Z = logits - logits.max(axis=1, keepdims=True)
    log_P = Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))
    return -np.mean(log_P[Y == 1]), (np.exp(log_P) - Y) / len(Y)


def gradients(X, labels, W1, b1, W2, b2):
    ones = np.ones((len(X), 1))
    X1 = np.hstack([X, ones])
    A = np.maximum(X1 @ np.vstack([W1, b1]), 0)
    A1 = np.hstack([A, ones])
    loss, D2 = softmax_cross_entropy(A1 @ np.vstack([W2, b2]), labels)
    G2 = A1.T @ D2
    G1 = X1.T @ ((D2 @ W2.T) * np.sign(A))
    return loss, G1[:-1], G1[-1], G2[:-1], G2[-1]
