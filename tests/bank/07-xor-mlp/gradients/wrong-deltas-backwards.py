# score: 0
# says: in another order
def deltas(weights, activations, y):
    error, out = activations[-1] - y, []
    for l in range(len(weights) - 1, -1, -1):
        a = activations[l + 1]
        out.append(error * a * (1 - a))
        error = out[-1] @ weights[l].T
    return out

def gradients(weights, biases, X, y):
    acts = [X]
    for W, b in zip(weights, biases):
        acts.append(1 / (1 + np.exp(-(acts[-1] @ W + b))))
    return [(a.T @ d, d.sum(axis=0)) for a, d in zip(acts, deltas(weights, acts, y))]
