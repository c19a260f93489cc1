# score: 4
def g(z):
    return 1 / (1 + np.exp(-z))


def two_layer_gradients(X, y, W1, b1, w2, b2):
    n, d = np.shape(X)
    h = len(b1)
    dW1 = [[0.0] * h for _ in range(d)]
    db1, dw2, db2 = [0.0] * h, [0.0] * h, 0.0
    for i in range(n):
        a1 = [g(sum(X[i, k] * W1[k, j] for k in range(d)) + b1[j]) for j in range(h)]
        a = g(sum(a1[j] * w2[j] for j in range(h)) + b2)
        common = (a - y[i]) * a * (1 - a)
        db2 += common
        for j in range(h):
            dw2[j] += common * a1[j]
            back = common * w2[j] * a1[j] * (1 - a1[j])
            db1[j] += back
            for k in range(d):
                dW1[k][j] += back * X[i, k]
    return dW1, db1, dw2, db2
