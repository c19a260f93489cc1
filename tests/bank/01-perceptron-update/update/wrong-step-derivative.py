# score: 0
# mistake: nothing-moves
def update(w, b, x, y, eta):
    slope_of_step = 0.0
    error = (w @ x + b >= 0) - y
    return w - eta * error * slope_of_step * x, b - eta * error * slope_of_step
