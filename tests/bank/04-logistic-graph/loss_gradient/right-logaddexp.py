# score: 7
def loss_gradient(X, y, w, b):
    z = X @ w + b
    p = np.exp(-np.logaddexp(0, -z))
    D = ((1 - y) * p - y * np.exp(-np.logaddexp(0, z))) / len(y)
    return (np.logaddexp(0, z) - y * z).mean(), np.einsum("i,ij->j", D, X), float(np.sum(D))
