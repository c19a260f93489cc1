# score: 3
def nand(a, b):
    return int(3 - 2 * a - 2 * b >= 0)


def xor(x1, x2):
    c = nand(x1, x2)
    return nand(nand(x1, c), nand(x2, c))
