# score: 7
def loss_gradient(X, y, w, b):
    Z = np.dot(X, w) + b
    p, loss = np.empty(Z.shape), np.empty(Z.shape)
    up = Z > 0
    p[up] = 1 / (1 + np.exp(-Z[up]))
    p[~up] = np.exp(Z[~up]) / (1 + np.exp(Z[~up]))
    loss[up] = (1 - y[up]) * Z[up] + np.log1p(np.exp(-Z[up]))
    loss[~up] = np.log1p(np.exp(Z[~up])) - y[~up] * Z[~up]
    return {"loss": loss.mean()}["loss"], np.average((p - y)[:, None] * X, axis=0), np.mean(p - y)
