# score: 5
def chain(functions, derivatives, x):
    value, slope = np.float32(x), np.float32(1)
    for f, df in zip(functions, derivatives, strict=True):
        value, slope = np.float32(f(value)), np.float32(slope * df(value))
    return value, slope
