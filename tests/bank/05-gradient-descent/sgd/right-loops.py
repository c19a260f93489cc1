# score: 3
def sgd_epoch(X, y, w, b, size, eta, rng):
    order = list(range(len(y)))
    rng.shuffle(order)
    w, b = [float(v) for v in w], float(b)
    while order:
        batch, order = order[:size], order[size:]
        dw, db = [0.0] * len(w), 0.0
        for i in batch:
            miss = sum(X[i][j] * w[j] for j in range(len(w))) + b - y[i]
            dw = [dw[j] + miss * X[i][j] / len(batch) for j in range(len(w))]
            db += miss / len(batch)
        w, b = [w[j] - eta * dw[j] for j in range(len(w))], b - eta * db
    return w, b
