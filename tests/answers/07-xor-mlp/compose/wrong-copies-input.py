# score: 1
# hint: X3
def step(z):
    return int(z >= 0)


def xor(x1, x2):
    return step(x1 - 0.5)
