# score: 0
# says: shape
def chain(functions, derivatives, x):
    values, slopes = [x], [1.0]
    for f, df in zip(functions, derivatives, strict=True):
        slopes.append(slopes[-1] * df(values[-1]))
        values.append(f(values[-1]))
    return values, slopes
