# score: 2
# hint: C6
def chain(functions, derivatives, x):
    value, slope = x, 0.0
    for f, df in zip(functions, derivatives, strict=True):
        slope = slope + df(value)
        value = f(value)
    return value, slope
