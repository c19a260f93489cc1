# score: 3
def shared_backward(X, W, dZ):
    return np.einsum("ia,ij,bj->ab", X, dZ, W) + np.einsum("ij,ja,ib->ab", X, W, dZ)
