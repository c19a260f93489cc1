# score: 7
def loss_gradient(X, y, w, b):
    ones = np.column_stack([X, np.ones(len(X))])
    z = ones @ np.append(w, b)
    sigmoid = lambda z: 1 / (1 + np.exp(-z))
    gradient = ((1 - y) * sigmoid(z) - y * sigmoid(-z)) @ ones / len(y)
    loss = np.logaddexp(0, (1 - 2 * (y > 0.5)) * z) + (y > 0.5) * z - y * z
    return loss.mean(), gradient[:-1], gradient[-1]
