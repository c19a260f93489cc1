# score: 4
def gradients(weights, biases, X, y):
    f = np.float32
    A = [X.astype(f)]
    for W, b in zip(weights, biases):
        A.append(1 / (1 + np.exp(-(A[-1] @ W.astype(f) + b.astype(f)))))
    d = (A[-1] - y.astype(f)) * A[-1] * (1 - A[-1])
    pairs = []
    for W, a in zip(weights[::-1], A[-2::-1]):
        pairs.append((a.T @ d, np.ones(len(a), dtype=f) @ d))
        d = d @ W.T.astype(f) * a * (1 - a)
    return tuple(reversed(pairs))
