# score: 2
# hint: C9
def chain(functions, derivatives, x):
    value, slope = x, 1.0
    for f, df in zip(functions, derivatives, strict=True):
        slope = slope * f(value)
        value = f(value)
    return value, slope
