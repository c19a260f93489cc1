# score: 0
# mistake: not-step-units
# says: not made of numbers
def xor(x1, x2):
    print(x1 != x2)
