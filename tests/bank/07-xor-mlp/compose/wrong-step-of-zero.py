# score: 0
# mistake: constant-output
def step(z):
    return int(z > 0)


def xor(x1, x2):
    return step(step(x1 + x2 - 1) + step(1 - x1 - x2) - 2)
