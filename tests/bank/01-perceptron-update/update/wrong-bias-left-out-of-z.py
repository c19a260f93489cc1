# score: 0
# mistake: update-without-bias
def update(w, b, x, y, eta):
    e = int(w @ x >= 0) - y
    return w - eta * e * x, b - eta * e
