# score: 0
# mistake: mean-not-sum activation-derivative-missing
def gradients(weights, biases, X, y):
    n = len(X)
    zs, inputs = [None], [X]
    for W, b in zip(weights, biases):
        zs.append(inputs[-1] @ W + b)
        inputs.append(1 / (1 + np.exp(-zs[-1])))
    a, z = inputs[-1], zs[-1]
    delta = (a - y) * a * (1 - a) / n
    found = []
    for l in reversed(range(len(weights))):
        dW = inputs[l].T @ delta
        db = delta.sum(axis=0)
        found.insert(0, (dW, db))
        if l > 0:
            a, z = inputs[l], zs[l]
            back = delta @ weights[l].T
            delta = back
    return found
