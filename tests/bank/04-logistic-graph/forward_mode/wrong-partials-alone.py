# score: 3
# mistake: local-partial-alone
def forward_mode(x, y, w):
    e = np.exp(-w * x)
    p = 1 / (1 + e)
    t1 = x
    t2 = -e
    t3 = 1
    t4 = -1 / (1 + e) ** 2
    t5 = 1 / p
    t6 = -1
    t7 = 1 / (1 - p)
    t8 = 1 - y
    t9 = y
    tL = -(t8 + t9)
    tangents = (t1, t2, t3, t4, t5, t6, t7, t8, t9)
    return {f"xi{k}": t for k, t in enumerate(tangents, 1)} | {"L": tL}
