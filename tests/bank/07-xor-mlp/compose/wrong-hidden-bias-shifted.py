# score: 0
# mistake: constant-output
def xor(x1, x2):
    step = lambda z: 1 if z >= 0 else 0
    a = step(2 * x1 + 2 * x2 - 3)
    b = step(-2 * x1 - 2 * x2 + 3)
    return step(2 * a + 2 * b - 3)
