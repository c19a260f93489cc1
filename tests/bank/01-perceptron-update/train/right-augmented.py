# score: 3
def train(X, y, eta, max_epochs):
    inputs = np.hstack([X, np.ones((len(X), 1))])
    theta, updates, epoch = np.zeros(inputs.shape[1]), 0, 0
    before = -1
    while epoch < max_epochs and updates != before:
        before, epoch = updates, epoch + 1
        for row, label in zip(inputs, y, strict=True):
            wanted = int(label) - int(row @ theta >= 0)
            theta = theta + eta * wanted * row
            updates += abs(wanted)
    return theta[:-1], theta[-1], updates
