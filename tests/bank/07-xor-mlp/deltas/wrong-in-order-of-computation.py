# score: 1
# mistake: last-layer-first
def deltas(weights, activations, y):
    a = activations[-1]
    d = (a - np.reshape(y, a.shape)) * a * (1 - a)
    result = [d]
    for l in range(len(weights) - 1, 0, -1):
        a = activations[l]
        d = (d @ weights[l].T) * a * (1 - a)
        result.append(d)
    return result
