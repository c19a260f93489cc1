# score: 0
# says: were expected
def plus_minus_gradient(X, y, w, b):
    z = X @ w + b
    P = 1 / (1 + np.exp(-y * z))
    D = -y * (1 - P) / len(y)
    return np.append(X.T @ D, [D.sum(), 0])
