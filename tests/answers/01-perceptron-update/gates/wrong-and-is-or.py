# score: 2
# hint: P21
def gates():
    return {"or": ([1, 1], -1), "and": ([2, 2], -1), "nand": ([-1, -1], 1)}
