# score: 3
def deltas(weights, activations, y):
    layers = len(weights)
    rows = [[] for _ in range(layers)]
    for i in range(len(y)):
        a = activations[layers][i]
        d = np.diag(a * (1 - a)) @ (a - y[i])
        rows[-1].append(d)
        for l in range(layers - 2, -1, -1):
            a = activations[l + 1][i]
            d = np.diag(a * (1 - a)) @ weights[l + 1] @ d
            rows[l].append(d)
    return [np.array(r) for r in rows]
