# score: 5
def chain(functions, derivatives, x):
    values = [x]
    for k in range(len(functions)):
        values += [functions[k](values[k])]
    factors = [df(v) for df, v in zip(derivatives, values[:-1], strict=True)]
    return np.array([values[-1], np.prod(factors)])
