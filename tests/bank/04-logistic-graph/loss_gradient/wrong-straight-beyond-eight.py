# score: 6
def loss_gradient(X, y, w, b):
    losses, D = [], []
    for x, label in zip(X, y):
        z = float(x @ w + b)
        power = np.exp(-abs(z))
        rest = 0.0 if z > 8 else np.log1p(power)
        losses.append(max(z, 0.0) + rest - label * z)
        D.append(((1 - label) * min(1.0, np.exp(z)) - label * min(1.0, np.exp(-z))) / (1 + power))
    D = np.array(D) / len(y)
    return np.mean(losses), D @ X, D.sum()
