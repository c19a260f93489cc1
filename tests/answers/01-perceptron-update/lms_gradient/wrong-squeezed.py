# score: 1
def lms_gradient(w, b, X, y):
    r = X @ w + b - y
    return np.squeeze(X.T @ r / len(y)), r.mean()
