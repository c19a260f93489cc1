# score: 0
# says: `half_squared` of nnlib
from nnlib.losses import half_squared


def deltas(weights, activations, y):
    D = half_squared(activations[-1], y)[1] * activations[-1] * (1 - activations[-1])
    found = [D]
    for W, A in zip(weights[:0:-1], activations[-2:0:-1]):
        found.append(found[-1] @ W.T * A * (1 - A))
    return found[::-1]
