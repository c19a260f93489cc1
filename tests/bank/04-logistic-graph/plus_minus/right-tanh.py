# score: 3
def plus_minus_gradient(X, y, w, b):
    D = (np.tanh((X @ w + b) / 2) - y) / 2
    return (D[:, np.newaxis] * X).mean(axis=0), np.array(D.mean())
