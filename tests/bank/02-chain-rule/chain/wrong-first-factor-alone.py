# score: 2
# mistake: factors-missing
def chain(functions, derivatives, x):
    value = x
    for f in functions:
        value = f(value)
    return value, derivatives[0](x)
