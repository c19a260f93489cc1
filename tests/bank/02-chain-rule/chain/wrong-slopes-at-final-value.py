# score: 2
# mistake: every-derivative-at-final-value
def chain(functions, derivatives, x):
    value = x
    for f in functions:
        value = f(value)
    return value, np.prod([df(value) for df in derivatives])
