# score: 0
# hint: P13 X5
def step(z):
    return int(z >= 0)


def xor(x1, x2):
    return 2 * step(step(x1 + x2 - 0.5) - step(x1 + x2 - 1.5) - 0.5) - 1
