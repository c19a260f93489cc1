# score: 2
def update(w, b, x, y, eta):
    z = sum(weight * value for weight, value in zip(w, x, strict=True)) + b
    output = 0 if z < 0 else 1
    moved = []
    for weight, value in zip(w, x, strict=True):
        moved.append(weight + eta * (y - output) * value)
    return moved, b + eta * (y - output)
