# score: 2
# hint: C34
def chain(functions, derivatives, x):
    value, slope = x, x
    for f, df in zip(functions, derivatives, strict=True):
        slope = slope * df(value)
        value = f(value)
    return value, slope
