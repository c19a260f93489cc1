# score: 5
def affine_backward(X, W, dZ):
    return np.tensordot(dZ, W, axes=(1, 1)), np.tensordot(X, dZ, axes=(0, 0)), np.add.reduce(dZ)
