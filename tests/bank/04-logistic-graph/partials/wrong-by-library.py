# score: 0
# says: worked out by hand
from nnlib import scalar, table


def local_partials(x, y, w):
    rows = table(scalar.logistic_graph(x, y, w))
    return {(row.name, parent): value for row in rows for parent, value in row.partials.items()}
