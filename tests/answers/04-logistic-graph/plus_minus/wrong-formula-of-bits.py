# score: 0
# hint: M15
def plus_minus_gradient(X, y, w, b):
    z = X @ w + b
    p = 1 / (1 + np.exp(-z))
    D = (p - y) / len(y)
    return X.T @ D, D.sum()
