# score: 0
# says: no single slip
def bias_backward(dZ):
    return dZ.sum(axis=0)[::-1]
