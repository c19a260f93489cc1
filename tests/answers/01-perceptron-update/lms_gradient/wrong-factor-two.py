# score: 0
# hint: T4
def lms_gradient(w, b, X, y):
    r = X @ w + b - y
    return 2 * X.T @ r / len(y), 2 * r.mean()
