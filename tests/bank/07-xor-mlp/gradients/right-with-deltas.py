# score: 4
def gradients(weights, biases, X, y):
    activations = [X]
    for W, b in zip(weights, biases):
        activations.append(1 / (1 + np.exp(-(activations[-1] @ W + b))))
    found = deltas(weights, activations, y)
    return [(A.T @ D, D.sum(axis=0)) for A, D in zip(activations, found)]
