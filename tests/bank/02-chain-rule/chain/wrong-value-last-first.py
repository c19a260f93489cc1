# score: 3
# mistake: last-function-first
def chain(functions, derivatives, x):
    slope, inner = 1.0, x
    for f, df in zip(functions, derivatives, strict=True):
        slope, inner = slope * df(inner), f(inner)
    value = x
    for f in reversed(functions):
        value = f(value)
    return value, slope
