# score: 3
# mistake: functions-not-composed
def chain(functions, derivatives, x):
    value, inner, slope = 1.0, x, 1.0
    for f, df in zip(functions, derivatives, strict=True):
        value *= f(x)
        slope *= df(inner)
        inner = f(inner)
    return value, slope
