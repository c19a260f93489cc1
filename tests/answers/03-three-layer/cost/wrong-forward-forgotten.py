# score: 2
# hint: K2
def multiplications(L):
    return (L**3 + 6 * L**2 - L) // 3, 2 * L**2, L**2, 3 * L - 2
