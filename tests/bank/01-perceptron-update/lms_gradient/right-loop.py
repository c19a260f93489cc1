# score: 2
def lms_gradient(w, b, X, y):
    m, d = X.shape
    dw, db = [0.0] * d, 0.0
    for i in range(m):
        error = sum(X[i, j] * w[j] for j in range(d)) + b - y[i]
        db += error / m
        for j in range(d):
            dw[j] += error * X[i, j] / m
    return dw, db
