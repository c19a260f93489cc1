# score: 0
def multiplications(L):
    return 26, 18, 12, 10
