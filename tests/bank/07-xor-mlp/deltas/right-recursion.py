# score: 3
def deltas(weights, activations, y):
    out = activations[1]
    if len(weights) == 1:
        return [(out - y) * (out - out**2)]
    rest = deltas(weights[1:], activations[1:], y)
    return [np.einsum("ik,jk->ij", rest[0], weights[1]) * (out - out**2), *rest]
