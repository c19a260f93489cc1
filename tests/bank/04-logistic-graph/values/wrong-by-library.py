# score: 0
# says: worked out by hand
from nnlib import table
from nnlib.scalar import logistic_graph


def node_values(x, y, w):
    return {row.name: row.value for row in table(logistic_graph(x, y, w))}
