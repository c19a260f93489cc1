# score: 2
def lms_gradient(w, b, X, y):
    X = np.matrix(X)
    r = X * np.matrix(w).T + b - np.matrix(y).T
    return np.asarray(X.T * r).ravel() / len(X), float(r.mean())
