# score: 1
# hint: P7
def lms_gradient(w, b, X, y):
    r = X @ w + b - y
    dw = X.T @ r / len(y)
    return dw, dw.sum()
