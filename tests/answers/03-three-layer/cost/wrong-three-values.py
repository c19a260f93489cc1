# score: 0
# says: not 3 values
def multiplications(L):
    return 2 * L**2, L**2 + L, 4 * L - 2
