# score: 0
# hint: P12
def update(w, b, x, y, eta):
    error = int(w @ x + b > 0) - y
    return w - eta * error * x, b - eta * error
