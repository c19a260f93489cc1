# score: 1
# hint: T14
def lms_gradient(w, b, X, y):
    r = X @ w + b - y
    return r.mean() * X.mean(axis=0), r.mean()
