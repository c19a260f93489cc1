# score: 3
def step(z):
    return 1 if z >= 0 else 0


def xor(x1, x2):
    either = step(x1 + x2 - 0.5)
    not_both = step(1.5 - x1 - x2)
    return step(either + not_both - 1.5)
