# score: 0
# hint: T2
def lms_gradient(w, b, X, y):
    r = X @ w + b - y
    return X.T @ r, r.sum()
