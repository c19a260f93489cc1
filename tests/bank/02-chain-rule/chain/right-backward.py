# score: 5
def chain(functions, derivatives, x):
    values = [x]
    for f in functions:
        values.append(f(values[-1]))
    slope = 1
    for k in range(len(functions) - 1, -1, -1):
        slope = derivatives[k](values[k]) * slope
    return [values[-1], slope]
