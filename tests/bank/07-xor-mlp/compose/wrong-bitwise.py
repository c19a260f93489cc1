# score: 0
# says: stopped with TypeError
def xor(x1, x2):
    return x1 ^ x2
