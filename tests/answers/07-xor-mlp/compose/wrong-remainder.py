# score: 2
# hint: X5
def step(z):
    return int(z >= 0)


def xor(x1, x2):
    return (x1 + x2) % 2
