# score: 1
# hint: P6
def lms_gradient(w, b, X, y):
    r = X @ w + b - y
    return r.mean() * w, r.mean()
