# score: 3
def sgd_epoch(X, y, w, b, size, eta, rng):
    data = np.column_stack([X, np.ones(len(X)), y])
    data = rng.permutation(data)
    theta = np.append(w, b)
    for part in np.split(data, range(size, len(data), size)):
        inputs, wanted = part[:, :-1], part[:, -1]
        theta = theta - eta * np.einsum("ij,i->j", inputs, inputs @ theta - wanted) / len(part)
    return theta[:-1], theta[-1]
