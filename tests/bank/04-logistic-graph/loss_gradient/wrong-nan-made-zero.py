# score: 5
def loss_gradient(X, y, w, b):
    z = X @ w + b
    p = 1 / (1 + np.exp(-z))
    d = (1 - y) * p - y / (1 + np.exp(z))
    return (
        np.nan_to_num(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))),
        X.T @ d / len(y),
        d.mean(),
    )
