# score: 0
# says: no single slip
def sigmoid_backward(dA, A):
    return dA * A * 1 - A
