# score: 5
from itertools import accumulate
import math


def chain(functions, derivatives, x):
    values = list(accumulate(functions, lambda v, f: f(v), initial=x))
    return values[-1], math.prod(d(v) for d, v in zip(derivatives, values))
