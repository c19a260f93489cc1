# score: 2
# mistake: values-in-opposite-order
def chain(functions, derivatives, x):
    values = [x]
    for f in functions:
        values.append(f(values[-1]))
    slope = 1.0
    for df, value in zip(derivatives[::-1], values[:-1], strict=True):
        slope *= df(value)
    return values[-1], slope
