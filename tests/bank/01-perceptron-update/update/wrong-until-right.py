# score: 0
# mistake: more-than-one-step
def update(w, b, x, y, eta):
    while (error := int(w @ x + b >= 0) - y) != 0:
        w, b = w - eta * error * x, b - eta * error
    return w, b
