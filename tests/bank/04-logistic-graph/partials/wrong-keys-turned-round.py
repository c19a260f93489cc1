# score: 0
# says: missing
def local_partials(x, y, w):
    e = np.exp(-w * x)
    p = 1 / (1 + e)
    table = {
        ("xi1", "w"): x,
        ("xi2", "xi1"): -e,
        ("xi3", "xi2"): 1,
        ("xi4", "xi3"): -1 / (1 + e) ** 2,
        ("xi5", "xi4"): 1 / p,
        ("xi6", "xi4"): -1,
        ("xi7", "xi6"): 1 / (1 - p),
        ("xi8", "xi7"): 1 - y,
        ("xi9", "xi5"): y,
        ("L", "xi8"): -1,
        ("L", "xi9"): -1,
    }
    return {(parent, child): value for (child, parent), value in table.items()}
