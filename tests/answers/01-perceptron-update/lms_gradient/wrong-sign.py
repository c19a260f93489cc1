# score: 0
# hint: T1
def lms_gradient(w, b, X, y):
    r = y - X @ w - b
    return X.T @ r / len(y), r.mean()
