# score: 7
def loss_gradient(X, y, w, b):
    Z = np.dot(X, w) + b
    p, r, loss = np.empty(Z.shape), np.empty(Z.shape), np.empty(Z.shape)
    up = Z > 0
    p[up] = 1 / (1 + np.exp(-Z[up]))
    r[up] = np.exp(-Z[up]) / (1 + np.exp(-Z[up]))
    r[~up] = 1 / (1 + np.exp(Z[~up]))
    p[~up] = np.exp(Z[~up]) / (1 + np.exp(Z[~up]))
    loss[up] = (1 - y[up]) * Z[up] + np.log1p(np.exp(-Z[up]))
    loss[~up] = np.log1p(np.exp(Z[~up])) - y[~up] * Z[~up]
    d = (1 - y) * p - y * r
    return {"loss": loss.mean()}["loss"], np.average(d[:, None] * X, axis=0), np.mean(d)
