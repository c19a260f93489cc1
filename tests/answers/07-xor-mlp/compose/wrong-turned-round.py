# score: 1
# hint: P20
def step(z):
    return int(z >= 0)


def xor(x1, x2):
    return step(0.5 - step(x1 + x2 - 0.5) + step(x1 + x2 - 1.5))
