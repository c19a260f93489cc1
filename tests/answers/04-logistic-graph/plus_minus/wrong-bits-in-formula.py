# score: 0
# hint: M13
def plus_minus_gradient(X, y, w, b):
    y = (y + 1) / 2
    z = X @ w + b
    P = 1 / (1 + np.exp(-y * z))
    D = -y * (1 - P) / len(y)
    return X.T @ D, D.sum()
