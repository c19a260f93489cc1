# score: 0
# hint: P5
def update(w, b, x, y, eta):
    error = (1 if w @ x + b >= 0 else 0) - y
    return w - error * x, b - error
