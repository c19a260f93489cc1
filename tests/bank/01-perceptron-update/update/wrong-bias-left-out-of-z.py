# score: 0
# mistake: P22
def update(w, b, x, y, eta):
    e = int(w @ x >= 0) - y
    return w - eta * e * x, b - eta * e
