# score: 0
# mistake: column-minus-row
def lms_gradient(w, b, X, y):
    m = len(y)
    r = np.dot(X, w) + b - y.reshape(-1, 1)
    return np.dot(X.T, r).sum(axis=1) / m, np.sum(r) / m
