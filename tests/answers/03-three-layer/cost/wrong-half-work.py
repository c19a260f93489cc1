# score: 3
# hint: K3
def multiplications(L):
    return (L**3 + 6 * L**2 - L) // 3, 2 * L**2, L**2 + L, 3 * L - 1
