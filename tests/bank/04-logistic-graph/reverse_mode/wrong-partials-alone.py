# score: 5
# mistake: local-partial-alone
def reverse_mode(x, y, w):
    e = np.exp(-w * x)
    p = 1 / (1 + e)
    a9 = -1.0
    a8 = -1.0
    a7 = a8 * (1 - y)
    a6 = 1 / (1 - p)
    a5 = a9 * y
    a4 = 1 / p - 1
    a3 = -1 / (1 + e) ** 2
    a2 = 1
    a1 = -e
    aw = x
    adjoints = (a1, a2, a3, a4, a5, a6, a7, a8, a9)
    return {f"xi{k}": a for k, a in enumerate(adjoints, 1)} | {"w": aw}
