# score: 5
def affine_backward(X, W, dZ):
    return np.matmul(W, dZ.T).T, np.matmul(dZ.T, X).T, np.ones(len(dZ)) @ dZ
