# score: 3
def gates():
    return {"or": (np.ones(2), -0.5), "and": (np.ones(2), -1.5), "nand": (-np.ones(2), 1.5), "nor": None}
