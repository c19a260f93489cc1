# score: 0
# says: half of the reference
def lms_gradient(w, b, X, y):
    r = X @ w + b - y
    return X.T @ r / (2 * len(y)), r.mean() / 2
