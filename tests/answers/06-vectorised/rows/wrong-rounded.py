# score: 0
# says: no single slip
def affine_backward(X, W, dZ):
    return np.round(dZ @ W.T, 2), np.round(X.T @ dZ, 2), np.round(dZ.sum(axis=0), 2)
