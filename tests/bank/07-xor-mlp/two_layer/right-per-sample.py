# score: 4
def two_layer_gradients(X, y, W1, b1, w2, b2):
    total = [0 * W1, 0 * b1, 0 * w2, 0.0]
    for x, label in zip(X, y):
        h = 1 / (1 + np.exp(-(x @ W1 + b1)))
        out = 1 / (1 + np.exp(-(h @ w2 + b2)))
        d = (out - label) * out * (1 - out)
        e = d * w2 * h * (1 - h)
        total = [t + s for t, s in zip(total, (np.outer(x, e), e, d * h, d))]
    return tuple(total)
