# score: 3
# hint: C35
def chain(functions, derivatives, x):
    value, slope = x, 1.0
    for f, df in zip(functions[::-1], derivatives[::-1], strict=True):
        slope = slope * df(value)
        value = f(value)
    return value, slope
