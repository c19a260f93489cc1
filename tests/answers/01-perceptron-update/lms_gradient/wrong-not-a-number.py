# score: 1
# says: not finite
def lms_gradient(w, b, X, y):
    r = X @ w + b - y
    return X.T @ r / 0, r.mean()
