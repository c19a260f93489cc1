# score: 0
# hint: X5
def step(z):
    return int(z >= 0)


def xor(x1, x2):
    return 1 / (1 + np.exp(20 * abs(x1 + x2 - 1) - 10))
