# score: 3
def train(X, y, eta, max_epochs):
    w, b, changed = [0.0] * len(X[0]), 0.0, []
    for epoch in range(max_epochs):
        for i in range(len(X)):
            z = b + sum(w[j] * X[i][j] for j in range(len(w)))
            error = y[i] - (0 if z < 0 else 1)
            if error != 0:
                w = [w[j] + eta * error * X[i][j] for j in range(len(w))]
                b = b + eta * error
                changed.append(epoch)
        if epoch not in changed:
            break
    return w, b, np.int64(len(changed))
