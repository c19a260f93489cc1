# score: 0
# says: is not written yet
def xor(x1, x2):
    raise NotImplementedError()
