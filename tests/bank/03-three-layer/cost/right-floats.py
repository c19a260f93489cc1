# score: 4
def multiplications(L):
    return [L**3 / 3 + 2 * L**2 - L / 3, 2.0 * L**2, float(L * (L + 1)), L + 2 * (L - 1) + L]
