# score: 0
# hint: P4
def update(w, b, x, y, eta):
    error = (1 if w @ x + b >= 0 else 0) - y
    return w - 2 * eta * error * x, b - 2 * eta * error
