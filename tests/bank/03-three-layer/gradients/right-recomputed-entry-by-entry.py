# score: 6
def gradients(X, Y, params, f, df):
    layers = ["1", "2", "o"]

    def z(k, n):
        before = X[n] if k == 0 else np.array([f(v) for v in z(k - 1, n)])
        return before @ params["W" + layers[k]] + params["b" + layers[k]]

    def a(k, n):
        return X[n] if k < 0 else f(z(k, n))

    def delta(k, n):
        if k == 2:
            return (a(2, n) - Y[n]) * df(z(2, n)) / len(X)
        return (params["W" + layers[k + 1]] @ delta(k + 1, n)) * df(z(k, n))

    result = {}
    for k, name in enumerate(layers):
        dW, db = np.zeros_like(params["W" + name]), np.zeros_like(params["b" + name])
        for n in range(len(X)):
            for j in range(len(db)):
                db[j] += delta(k, n)[j]
                for i in range(len(dW)):
                    dW[i, j] += a(k - 1, n)[i] * delta(k, n)[j]
        result["W" + name], result["b" + name] = dW, db
    return result
