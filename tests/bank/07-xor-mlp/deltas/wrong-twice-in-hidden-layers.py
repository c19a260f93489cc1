# score: 1
# mistake: factor-two-kept
# says: since
def deltas(weights, activations, y):
    L = len(weights)
    out = [None] * L
    a = activations[-1]
    out[-1] = (a - y) * a * (1 - a)
    for l in range(L - 2, -1, -1):
        a = activations[l + 1]
        out[l] = (out[l + 1] @ weights[l + 1].T) * a * (1 - a) * 2
    return out
