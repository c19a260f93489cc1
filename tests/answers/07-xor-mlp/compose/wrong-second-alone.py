# score: 1
# hint: X1
def step(z):
    return int(z >= 0)


def xor(x1, x2):
    return step(x2 - x1 - 0.5)
