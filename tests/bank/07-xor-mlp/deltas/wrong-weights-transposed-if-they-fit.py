# score: 1
def deltas(weights, activations, y):
    n = len(y)
    a = activations[-1]
    found = [(a - y) * a * (1 - a)]
    found[0] = found[0] + 0.0
    for l in range(len(weights) - 1, 0, -1):
        a = activations[l]
        back = found[0] @ (weights[l] if weights[l].shape[0] == weights[l].shape[1] else weights[l].T)
        found.insert(0, back * a * (1 - a))
    return found
