# score: 0
# says: No `gates`
def gates():
    return {or: ([1, 1], -1)}
