# score: 0
# hint: T3
def lms_gradient(w, b, X, y):
    r = X @ w + b - y
    return X.T @ r / len(y) ** 2, r.mean() / len(y)
