# score: 0
# says: should return a dict
def gates():
    return ([1, 1], -1), ([1, 1], -2), ([-1, -1], 1)
