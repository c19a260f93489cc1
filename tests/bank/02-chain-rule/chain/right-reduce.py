# score: 5
from functools import reduce


def chain(functions, derivatives, x):
    def go_on(so_far, step):
        (value, slope), (f, df) = so_far, step
        return f(value), slope * df(value)

    return reduce(go_on, zip(functions, derivatives), (x, 1))
