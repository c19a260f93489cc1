# score: 0
# mistake: cut-to-whole-numbers
def train(X, y, eta, max_epochs):
    w, b, count = np.zeros_like(X[0]), 0.0, 0
    for _ in range(max_epochs):
        clean = True
        for i in range(len(X)):
            e = y[i] - int(X[i] @ w + b >= 0)
            if e != 0:
                for j in range(len(w)):
                    w[j] = w[j] + eta * e * X[i, j]
                b, count, clean = b + eta * e, count + 1, False
        if clean:
            break
    return w, b, count
