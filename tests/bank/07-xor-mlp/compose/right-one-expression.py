# score: 3
def step(z):
    return int(z >= 0)


def xor(x1, x2):
    return step(step(x1 + x2 - 0.5) + step(1.5 - x1 - x2) - 1.5)
