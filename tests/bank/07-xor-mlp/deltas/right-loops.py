# score: 3
def deltas(weights, activations, y):
    L = len(weights)
    found = [None] * L
    for l in reversed(range(L)):
        a = activations[l + 1]
        rows, units = np.shape(a)
        found[l] = [[0.0] * units for _ in range(rows)]
        for i in range(rows):
            for j in range(units):
                if l == L - 1:
                    back = a[i, j] - y[i, j]
                else:
                    back = 0.0
                    for k in range(weights[l + 1].shape[1]):
                        back += found[l + 1][i][k] * weights[l + 1][j, k]
                found[l][i][j] = back * a[i, j] * (1 - a[i, j])
    return found
