# score: 4
# mistake: epoch-without-last-batch
def gradients(X, labels, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    Z2 = A1 @ W2 + b2
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    Y = np.eye(len(b2))[labels]
    D2 = (P - Y) / len(X)
    D1 = (D2 @ W2.T) * (Z1 > 0)
    return X.T @ D1, D1.sum(axis=0), A1.T @ D2, D2.sum(axis=0)


def train(X, labels, hidden, eta, epochs, size, rng):
    shapes = [(X.shape[1], hidden), (hidden,), (hidden, 10), (10,)]
    parameters = [rng.uniform(-1, 1, shape) for shape in shapes]
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for k in range(len(X) // size or 1):
            batch = order[k * size : (k + 1) * size]
            steps = gradients(X[batch], labels[batch], *parameters)
            parameters = [p - eta * g for p, g in zip(parameters, steps)]
    return parameters
