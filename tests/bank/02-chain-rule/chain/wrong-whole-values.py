# score: 0
def chain(functions, derivatives, x):
    values = np.zeros(len(functions) + 1, dtype=type(x))
    values[0] = x
    for k, f in enumerate(functions):
        values[k + 1] = f(values[k])
    return values[-1], np.prod([df(v) for df, v in zip(derivatives, values)])
