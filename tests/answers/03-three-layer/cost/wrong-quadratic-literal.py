# score: 3
def multiplications(L):
    return 2 * L**2, 2 * L**2, L**2 + L, 4 * L - 2
