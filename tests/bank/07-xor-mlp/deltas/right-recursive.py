# score: 3
def deltas(weights, activations, y):
    a = activations[1]; s = a * (1 - a)
    if len(weights) == 1: return [(a - y) * s]
    rest = deltas(weights[1:], activations[1:], y)
    return [rest[0] @ weights[1].T * s] + rest
