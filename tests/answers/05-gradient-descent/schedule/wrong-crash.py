# score: 0
# says: NameError
def schedule(t):
    return eta / t
