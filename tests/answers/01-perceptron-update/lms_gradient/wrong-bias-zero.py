# score: 1
# hint: P3
def lms_gradient(w, b, X, y):
    r = X @ w + b - y
    return X.T @ r / len(y), 0
