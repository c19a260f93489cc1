# score: 2
# says: from differences, it seems
def chain(functions, derivatives, x):
    value, slope, h = x, 1.0, 1e-5
    for f in functions:
        slope *= (f(value + h) - f(value - h)) / (2 * h)
        value = f(value)
    return value, slope
