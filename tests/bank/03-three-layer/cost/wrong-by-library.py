# score: 0
# says: worked out by hand
from nnlib.costs import chain_costs


def multiplications(L):
    return [int(counts.sum()) for counts in chain_costs(L).values()]
