# score: 2
def update(w, b, x, y, eta):
    fires = np.inner(x, w) + b >= 0
    if fires and y == 0:
        return w - eta * x, b - eta
    if not fires and y == 1:
        return w + eta * x, b + eta
    return w.copy(), b
