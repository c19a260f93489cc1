# score: 0
# hint: X2 X5
def step(z):
    return int(z >= 0)


def xor(x1, x2):
    return step(-1)
