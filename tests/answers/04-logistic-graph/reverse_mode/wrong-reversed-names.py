# score: 2
# hint: G27
# says: missing
def reverse_mode(x, y, w):
    e = np.exp(-w * x)
    p = 1 / (1 + e)
    a9 = -1.0
    a8 = -1.0
    a7 = a8 * (1 - y)
    a6 = a7 / (1 - p)
    a5 = a9 * y
    a4 = a5 / p - a6
    a3 = -a4 / (1 + e) ** 2
    a2 = a3
    a1 = -e * a2
    aw = a1 * x
    adjoints = (a9, a8, a7, a6, a5, a4, a3, a2, a1)
    return {f"xi{k}": a for k, a in enumerate(adjoints, 1)} | {"W": aw}
