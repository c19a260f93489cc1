# score: 2
def lms_gradient(w, b, X, y):
    X, w, y = np.float32(X), np.float32(w), np.float32(y)
    error = X @ w + np.float32(b) - y
    return (error[:, None] * X).mean(axis=0), error.mean()
