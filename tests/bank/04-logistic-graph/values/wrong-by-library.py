# score: 0
# says: worked out by hand
from nnlib import table
from nnlib.scalar import logistic_graph


def node_values(x, y, w):
    rows = table(logistic_graph(x, y, w))
    return {row.name.replace("J", "L"): row.value for row in rows}
