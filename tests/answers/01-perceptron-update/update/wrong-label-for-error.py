# score: 0
# hint: P9
def update(w, b, x, y, eta):
    error = -1 if y == 1 else 1
    return w - eta * error * x, b - eta * error
