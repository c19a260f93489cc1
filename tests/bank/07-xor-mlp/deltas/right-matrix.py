# score: 3
def deltas(weights, activations, y):
    n = len(y)
    a = activations[-1]
    found = [(a - y) * a * (1 - a)]
    for l in range(len(weights) - 1, 0, -1):
        a = activations[l]
        back = found[0] @ weights[l].T
        found.insert(0, back * a * (1 - a))
    return found
