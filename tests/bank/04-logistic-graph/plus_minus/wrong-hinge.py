# score: 0
def plus_minus_gradient(X, y, w, b):
    m = y * (X @ w + b)
    c = -y * (m < 1) / len(y)
    return c @ X, c.sum()
