# score: 2
def chain(functions, derivatives, x):
    slope = 1
    for f, d in zip(functions, derivatives):
        slope *= abs(d(x))
        x = f(x)
    return x, slope
