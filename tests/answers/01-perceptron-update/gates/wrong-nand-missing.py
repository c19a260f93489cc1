# score: 2
# says: `nand`: missing
def gates():
    return {"or": ([1, 1], -1), "and": ([1, 1], -2)}
