# score: 10
def reverse_mode(x, y, w):
    e = np.exp(-w * x)
    p = 1 / (1 + e)
    parents = {
        "L": [("xi8", -1), ("xi9", -1)],
        "xi9": [("xi5", y)],
        "xi8": [("xi7", 1 - y)],
        "xi7": [("xi6", 1 / (1 - p))],
        "xi6": [("xi4", -1)],
        "xi5": [("xi4", 1 / p)],
        "xi4": [("xi3", -p * p)],
        "xi3": [("xi2", 1)],
        "xi2": [("xi1", -e)],
        "xi1": [("w", x)],
    }
    g = dict.fromkeys([*parents, "w"], 0.0)
    g["L"] = 1.0
    for c, edges in parents.items():
        for q, d in edges:
            g[q] += g[c] * d
    return g
