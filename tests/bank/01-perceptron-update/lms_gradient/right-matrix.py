# score: 2
def lms_gradient(w, b, X, y):
    r = X @ w + b - y
    return X.T @ r / len(y), r.mean()
