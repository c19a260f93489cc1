# score: 0
# mistake: T16
def lms_gradient(w, b, X, y):
    return X.mean(axis=0), 1.0
