# score: 2
# mistake: tables-mixed
def reverse_mode(x, y, w):
    e = np.exp(-w * x)
    p = 1 / (1 + e)
    t1 = x
    t2 = -e * t1
    t3 = t2
    t4 = -t3 / (1 + e) ** 2
    t5 = t4 / p
    t6 = -t4
    t7 = t6 / (1 - p)
    t8 = (1 - y) * t7
    t9 = y * t5
    tL = -(t8 + t9)
    tangents = (t1, t2, t3, t4, t5, t6, t7, t8, t9)
    return {f"xi{k}": t for k, t in enumerate(tangents, 1)} | {"w": tL}
