# score: 0
# hint: P2
def update(w, b, x, y, eta):
    error = w @ x + b - y
    return w - eta * error * x, b - eta * error
