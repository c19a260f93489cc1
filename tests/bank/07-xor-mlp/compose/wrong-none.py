# score: 0
# says: returned None
def xor(x1, x2):
    print(x1 != x2)
