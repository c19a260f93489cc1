# score: 2
# hint: D3
def deltas(weights, activations, y):
    n = len(y)
    a = activations[-1]
    z = np.log(a / (1 - a))
    found = [(a - y) * z * (1 - z)]
    for l in range(len(weights) - 1, 0, -1):
        a = activations[l]
        back = found[0] @ weights[l].T
        found.insert(0, back * a * (1 - a))
    return found
