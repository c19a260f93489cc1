# score: 2
# hint: C1
def chain(functions, derivatives, x):
    value, slope = functions[0](x), 1.0
    for f, df in zip(functions[1:], derivatives[1:], strict=True):
        slope *= df(value)
        value = f(value)
    return value, slope
