# score: 2
# mistake: last-sample-only
def two_layer_gradients(X, y, W1, b1, w2, b2):
    for x, label in zip(X, y):
        h = 1 / (1 + np.exp(-(x @ W1 + b1)))
        out = 1 / (1 + np.exp(-(h @ w2 + b2)))
        d = (out - label) * out * (1 - out)
        e = d * w2 * h * (1 - h)
        dW1, db1, dw2, db2 = np.outer(x, e), e, d * h, d
    return dW1, db1, dw2, db2
