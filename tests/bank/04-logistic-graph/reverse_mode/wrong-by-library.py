# score: 0
# says: worked out by hand
import nnlib


def reverse_mode(x, y, w):
    L = nnlib.logistic_graph(x, y, w)
    return {row.name: row.adjoint for row in nnlib.table(L)}
