# score: 5
import math


def gradients(X, labels, W1, b1, W2, b2):
    m = len(X)
    loss, dW1, db1, dW2, db2 = 0.0, 0 * W1, 0 * b1, 0 * W2, 0 * b2
    for x, label in zip(X, labels):
        z = x @ W1 + b1
        a = np.array([max(v, 0.0) for v in z])
        scores = a @ W2 + b2
        scores = scores - max(scores)
        powers = np.exp(scores)
        p = powers / sum(powers)
        loss += (math.log(sum(powers)) - scores[label]) / m
        d2 = p.copy()
        d2[label] -= 1
        d1 = (W2 @ d2) * (z > 0)
        dW2 = dW2 + np.outer(a, d2) / m
        db2 = db2 + d2 / m
        dW1 = dW1 + np.outer(x, d1) / m
        db1 = db1 + d1 / m
    return [loss, dW1, db1, dW2, db2]
