# score: 4
def multiplications(L):
    return (L**3 + 6 * L**2 - L) // 3, 2 * L**2, L**2 + L, 4 * L - 2
