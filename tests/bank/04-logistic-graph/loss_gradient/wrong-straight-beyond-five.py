# score: 6
def loss_gradient(X, y, w, b):
    z = X @ w + b; sp = np.where(z > 5, z, np.log1p(np.exp(np.minimum(z, 5)))); p = 0.5 * (1 + np.tanh(z / 2)); return (sp - y * z).mean(), X.T @ (p - y) / len(y), (p - y).mean()
