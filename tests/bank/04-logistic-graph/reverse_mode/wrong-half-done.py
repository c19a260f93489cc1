# score: 5
# says: missing
def reverse_mode(x, y, w):
    e = np.exp(-w * x)
    p = 1 / (1 + e)
    a9 = -1.0
    a8 = -1.0
    a7 = a8 * (1 - y)
    a6 = a7 / (1 - p)
    a5 = a9 * y
    adjoints = (a5, a6, a7, a8, a9)
    return {f"xi{k}": a for k, a in enumerate(adjoints, 5)}
