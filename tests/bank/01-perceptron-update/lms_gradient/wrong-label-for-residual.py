# score: 0
# mistake: P9
def lms_gradient(w, b, X, y):
    return -X.T @ y / len(y), -y.mean()
