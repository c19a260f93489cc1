# score: 0
# says: its w should hold two numbers
def gates():
    return {"or": (-1, [2, 2]), "and": (-3, [2, 2]), "nand": (3, [-2, -2])}
