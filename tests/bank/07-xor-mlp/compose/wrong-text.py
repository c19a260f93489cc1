# score: 0
# mistake: not-step-units
# says: not made of numbers
def xor(x1, x2):
    return "1" if x1 != x2 else "0"
