# score: 0
# hint: P9
def plus_minus_gradient(X, y, w, b):
    z = X @ w + b
    P = 1 / (1 + np.exp(-y * z))
    D = -y * (y * z <= 0) / len(y)
    return X.T @ D, D.sum()
