# score: 5
# says: missing
def forward_mode(x, y, w):
    e = np.exp(-w * x)
    p = 1 / (1 + e)
    t1 = x
    t2 = -e * t1
    t3 = t2
    t4 = -t3 / (1 + e) ** 2
    t5 = t4 / p
    tangents = (t1, t2, t3, t4, t5)
    return {f"xi{k}": t for k, t in enumerate(tangents, 1)}
