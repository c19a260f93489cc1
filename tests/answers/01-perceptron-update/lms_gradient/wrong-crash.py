# score: 0
# says: ValueError
def lms_gradient(w, b, X, y):
    r = X @ w + b - y
    return X @ r, r.mean()
