# score: 7
def loss_gradient(X, y, w, b):
    def minus_log_p(z):
        return np.log1p(np.exp(-abs(z))) + max(-z, 0.0)

    m, d = X.shape
    loss, dw, db = 0.0, [0.0] * d, 0.0
    for row, label in zip(X, y):
        z = float(np.dot(row, w)) + b
        loss += (label * minus_log_p(z) + (1 - label) * minus_log_p(-z)) / m
        p, rest = np.exp(-minus_log_p(z)), np.exp(-minus_log_p(-z))
        slope = ((1 - label) * p - label * rest) / m
        dw = [old + slope * x for old, x in zip(dw, row)]
        db += slope
    return [loss, dw, np.array(db)]
