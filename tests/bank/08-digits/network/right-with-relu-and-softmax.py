# score: 5
def gradients(X, labels, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    loss, D2 = softmax_cross_entropy(A1 @ W2 + b2, labels)
    D1 = relu_backward(D2 @ W2.T, Z1)
    return loss, X.T @ D1, D1.sum(axis=0), A1.T @ D2, D2.sum(axis=0)
