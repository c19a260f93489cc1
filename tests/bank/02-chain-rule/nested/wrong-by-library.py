# score: 0
# says: `central_difference` of nnlib
from nnlib import central_difference


def nested_derivative(w, x, df, g, dg):
    inner = central_difference(lambda v: g(v * x + 4), w)
    return 3 * df(g(w * x + 4) + 6) * inner
