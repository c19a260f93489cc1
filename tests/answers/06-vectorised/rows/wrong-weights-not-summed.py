# score: 3
# hint: T12
def affine_backward(X, W, dZ):
    return dZ @ W.T, np.einsum("ij,ik->ijk", X, dZ), dZ.sum(axis=0)
