# score: 0
# mistake: output-derivative-missing activation-derivative-missing
def two_layer_gradients(X, y, W1, b1, w2, b2):
    z1 = X @ W1 + b1
    a1 = 1 / (1 + np.exp(-z1))
    z2 = a1 @ w2 + b2
    a = 1 / (1 + np.exp(-z2))
    n = len(y)
    delta2 = a - y
    dw2 = a1.T @ delta2
    db2 = delta2.sum()
    delta1 = np.outer(delta2, w2)
    dW1 = X.T @ delta1
    db1 = delta1.sum(axis=0)
    return dW1, db1, dw2, db2
