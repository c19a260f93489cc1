# score: 0
# says: stopped with NameError
def xor(x1, x2):
    return step(x1 + x2 - 1)
