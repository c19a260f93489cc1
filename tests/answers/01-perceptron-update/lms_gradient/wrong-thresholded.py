# score: 0
# hint: P19
def lms_gradient(w, b, X, y):
    r = (X @ w + b >= 0) - y
    return X.T @ r / len(y), r.mean()
