# score: 2
# says: not made of numbers
def gates():
    return {"or": ([1, 1, 0], -1), "and": ([1, 1], -2), "nand": ([-1, -1], 1)}
