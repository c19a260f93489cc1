# score: 3
# mistake: functions-not-composed
def chain(functions, derivatives, x):
    inner, slope = x, 1.0
    for f, df in zip(functions, derivatives, strict=True):
        slope *= df(inner)
        inner = f(inner)
    return sum(f(x) for f in functions), slope
