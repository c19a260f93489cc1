# score: 1
# says: in another shape
def lms_gradient(w, b, X, y):
    r = X @ w + b - y
    return X.T @ r / len(y), r.mean(keepdims=True)
