# score: 0
# says: from differences, it seems
def gradients(X, Y, params, f, df):
    def loss(p):
        C = f(X @ p["W1"] + p["b1"])
        B = f(C @ p["W2"] + p["b2"])
        return ((f(B @ p["Wo"] + p["bo"]) - Y) ** 2).sum() / (2 * len(X))

    h, result = 1e-5, {}
    for name, value in params.items():
        slope = np.zeros_like(value)
        for at in np.ndindex(value.shape):
            up, down = value.copy(), value.copy()
            up[at] += h
            down[at] -= h
            slope[at] = (loss(params | {name: up}) - loss(params | {name: down})) / (2 * h)
        result[name] = slope
    return result
