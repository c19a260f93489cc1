# score: 0
# mistake: label-not-residual
def lms_gradient(w, b, X, y):
    return -X.T @ y / len(y), -y.mean()
