# score: 1
# hint: G7
def plus_minus_gradient(X, y, w, b):
    z = X @ w + b
    P = 1 / (1 + np.exp(-y * z))
    D = -y * (1 - P) / len(y)
    return w * D.sum(), D.sum()
