# score: 0
# mistake: not-step-units
# says: shape (4, 2), where (4,) was expected
def xor(x1, x2):
    return int(x1 + x2 >= 1), int(x1 + x2 <= 1)
