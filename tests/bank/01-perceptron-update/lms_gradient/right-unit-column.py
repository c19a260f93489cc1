# score: 2
def lms_gradient(w, b, X, y):
    A = np.c_[X, np.ones(len(X))]
    *dw, db = A.T @ (A @ np.r_[w, b] - y) / len(y)
    return dw, db
