# score: 1
# hint: P21
def step(z):
    return int(z >= 0)


def xor(x1, x2):
    return step(1.5 - x1 - x2)
