# score: 4
def multiplications(L):
    literal = each = products = 0
    for k in range(1, L + 1):
        factors = 2 * (L - k) + 2
        arguments = sum(range(k, L + 1)) + (k - 1)
        literal += factors - 1 + arguments
        each += L + factors - 1
        products += factors - 1
    return np.array([literal, each, L + products, L + 2 * (L - 1) + L])
