# score: 0
# hint: P11
def lms_gradient(w, b, X, y):
    r = X @ w + b - y
    return X.T @ abs(r) / len(y), abs(r).mean()
