# score: 0
# mistake: gradient-of-linear-output
def lms_gradient(w, b, X, y):
    return X.mean(axis=0), 1.0
