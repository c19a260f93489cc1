# score: 0
# says: TypeError
def multiplications(L):
    return sum(l for l in L)
