# score: 7
def loss_gradient(X, y, w, b):
    z = X @ w + b
    p = np.exp(-np.logaddexp(0, -z))
    D = (p - y) / len(y)
    return (np.logaddexp(0, z) - y * z).mean(), np.einsum("i,ij->j", D, X), float(np.sum(D))
