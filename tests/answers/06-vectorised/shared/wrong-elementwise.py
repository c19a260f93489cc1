# score: 0
# says: no single slip
def shared_backward(X, W, dZ):
    P = X.T @ dZ
    return P * W.T + W.T * P
