# score: 2
# hint: C41
def chain(functions, derivatives, x):
    value = x
    for f in functions:
        value = f(value)
    return value, np.prod([df(value) for df in derivatives])
