# score: 2
# mistake: bias-gradient-not-summed
def two_layer_gradients(X, y, W1, b1, w2, b2):
    z1 = X @ W1 + b1
    a1 = 1 / (1 + np.exp(-z1))
    z2 = a1 @ w2 + b2
    a = 1 / (1 + np.exp(-z2))
    n = len(y)
    delta2 = (a - y) * a * (1 - a)
    dw2 = a1.T @ delta2
    db2 = delta2
    delta1 = np.outer(delta2, w2) * a1 * (1 - a1)
    dW1 = X.T @ delta1
    db1 = delta1
    return dW1, db1, dw2, db2
