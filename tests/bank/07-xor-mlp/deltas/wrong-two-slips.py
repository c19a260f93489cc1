# score: 0
# mistake: factor-two-kept weights-missing-on-way-back
def deltas(weights, activations, y):
    n = len(y)
    a = activations[-1]
    found = [2 * (a - y) * a * (1 - a)]
    for l in range(len(weights) - 1, 0, -1):
        a = activations[l]
        back = found[0].sum(axis=1, keepdims=True)
        found.insert(0, back * a * (1 - a))
    return found
