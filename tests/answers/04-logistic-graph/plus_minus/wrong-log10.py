# score: 0
# hint: G8
def plus_minus_gradient(X, y, w, b):
    z = X @ w + b
    P = 1 / (1 + np.exp(-y * z))
    D = -y * (1 - P) / np.log(10) / len(y)
    return X.T @ D, D.sum()
