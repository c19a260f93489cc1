# score: 0
# hint: F1
def plus_minus_gradient(X, y, w, b):
    z = X @ w
    P = 1 / (1 + np.exp(-y * z))
    D = -y * (1 - P) / len(y)
    return X.T @ D, D.sum()
