# score: 1
# says: a single number was expected
def lms_gradient(w, b, X, y):
    r = X @ w + b - y
    return X.T @ r / len(y), r
