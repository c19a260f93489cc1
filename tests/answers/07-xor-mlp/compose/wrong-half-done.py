# score: 0
# says: is not written yet
def step(z):
    return int(z >= 0)


def xor(x1, x2):
    either = step(x1 + x2 - 1)
    not_both = step(1 - x1 - x2)
    raise NotImplementedError()
