# score: 3
# mistake: every-function-at-input
def chain(functions, derivatives, x):
    slope = 1.0
    for f, df in zip(functions, derivatives, strict=True):
        value = f(x)
        slope *= df(x)
    return value, slope
