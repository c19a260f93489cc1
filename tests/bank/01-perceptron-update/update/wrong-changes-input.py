# score: 0
# says: changed its first argument
def update(w, b, x, y, eta):
    error = (w @ x + b >= 0) - y
    w -= eta * error * x
    return w, b - eta * error
