# score: 0
# mistake: sigmoid-derivative-at-activation
def deltas(weights, activations, y):
    n = len(y)
    a = activations[-1]
    found = [(a - y) * np.exp(-a) / (1 + np.exp(-a)) ** 2]
    for l in range(len(weights) - 1, 0, -1):
        a = activations[l]
        back = found[0] @ weights[l].T
        found.insert(0, back * np.exp(-a) / (1 + np.exp(-a)) ** 2)
    return found
