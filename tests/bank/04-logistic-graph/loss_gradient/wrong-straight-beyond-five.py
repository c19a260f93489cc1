# score: 6
def loss_gradient(X, y, w, b):
    z = X @ w + b
    sp = np.where(z > 5, z, np.log1p(np.exp(np.minimum(z, 5))))
    d = (1 - y) * np.exp(-np.logaddexp(0, -z)) - y * np.exp(-np.logaddexp(0, z))
    return (sp - y * z).mean(), X.T @ d / len(y), d.mean()
