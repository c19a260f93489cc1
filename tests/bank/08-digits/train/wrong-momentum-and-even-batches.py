# score: 4
# mistake: momentum-in-training
def train(X, labels, hidden, eta, epochs, size, rng):
    X, labels = X.copy(), labels.copy()
    k = labels.max() + 1
    p = {"W1": rng.normal(0, 0.1, (X.shape[1], hidden)), "b1": np.full(hidden, 0.1)}
    p |= {"W2": rng.normal(0, 0.1, (hidden, k)), "b2": np.zeros(k)}
    v = {name: 0 for name in p}
    for _ in range(epochs):
        order = np.arange(len(X))
        rng.shuffle(order)
        X, labels = X[order], labels[order]
        for x, y in zip(np.array_split(X, -(-len(X) // size)), np.array_split(labels, -(-len(X) // size))):
            z = x @ p["W1"] + p["b1"]
            a = z * (z > 0)
            s = a @ p["W2"] + p["b2"]
            s = np.exp(s - s.max(1)[:, None])
            d = (s / s.sum(1)[:, None] - (y[:, None] == np.arange(k))) / len(y)
            back = d @ p["W2"].T * (z > 0)
            g = {"W1": x.T @ back, "b1": back.sum(0), "W2": a.T @ d, "b2": d.sum(0)}
            for name in p:
                v[name] = 0.5 * v[name] + 0.5 * g[name]
                p[name] = p[name] - eta * v[name]
    return p["W1"], p["b1"], p["W2"], p["b2"]
