# score: 2
# hint: C1
def chain(functions, derivatives, x):
    value, slope = x, 1.0
    for k, f in enumerate(functions):
        if k < len(functions) - 1:
            slope *= derivatives[k](value)
        value = f(value)
    return value, slope
