# score: 2
def update(w, b, x, y, eta):
    error = (1 if w @ x + b >= 0 else 0) - y
    return w - eta * error * x, b - eta * error
