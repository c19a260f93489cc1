# score: 0
# hint: P12
def gates():
    return {"or": ([1, 1], 0), "and": ([1, 1], -1), "nand": ([-1, -1], 2)}
