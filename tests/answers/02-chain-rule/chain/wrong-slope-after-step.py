# score: 2
# hint: C40
def chain(functions, derivatives, x):
    value, slope = x, 1.0
    for f, df in zip(functions, derivatives, strict=True):
        value = f(value)
        slope = slope * df(value)
    return value, slope
