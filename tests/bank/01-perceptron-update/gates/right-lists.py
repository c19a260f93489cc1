# score: 3
def gates():
    return {"or": ([1, 1], -1), "and": ([1, 1], -2), "nand": ([-1, -1], 1)}
