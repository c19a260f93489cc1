# score: 4
def gradients(weights, biases, X, y):
    def walk(l, a_prev):
        a = 1 / (1 + np.exp(-a_prev @ weights[l] - biases[l]))
        if l == len(weights) - 1:
            upstream, later = a - y, []
        else:
            upstream, later = walk(l + 1, a)
        d = upstream * (a - a * a)
        return d @ weights[l].T, [(a_prev.T @ d, d.sum(0))] + later

    return walk(0, X)[1]
