# score: 4
def two_layer_gradients(X, y, W1, b1, w2, b2):
    a1, a = forward(X, W1, b1, w2, b2)
    last = (a - y) * a * (1 - a)
    first = np.outer(last, w2) * a1 * (1 - a1)
    return X.T @ first, first.sum(axis=0), a1.T @ last, last.sum()
