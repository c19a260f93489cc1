# score: 0
# says: no single slip
def shared_backward(X, W, dZ):
    return np.eye(len(W))
