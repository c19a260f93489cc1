# score: 3
def affine_backward(X, W, dZ):
    dX = np.zeros_like(X)
    for i in range(len(X)):
        dX[i] = W @ dZ[i]
    return dX, X.T @ dZ, dZ.sum(axis=0)
