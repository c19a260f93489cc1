# score: 0
# mistake: last-sample-only
def lms_gradient(w, b, X, y):
    for x, label in zip(X, y):
        error = np.dot(x, w) + b - label
        dw, db = error * x, error
    return dw, db
