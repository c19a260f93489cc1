# score: 2
def lms_gradient(w, b, X, y):
    residual = np.einsum("ij,j->i", X, w) + b - y
    return np.einsum("i,ij->j", residual, X) / residual.size, np.array(np.average(residual))
