# score: 0
# says: no single slip
def bias_backward(dZ):
    return np.abs(dZ).sum(axis=0)
