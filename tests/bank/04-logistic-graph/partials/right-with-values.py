# score: 11
def local_partials(x, y, w):
    v = node_values(x, y, w)
    return {
        ("xi1", "w"): x,
        ("xi2", "xi1"): -v["xi2"],
        ("xi3", "xi2"): 1.0,
        ("xi4", "xi3"): -1 / v["xi3"] ** 2,
        ("xi5", "xi4"): 1 / v["xi4"],
        ("xi6", "xi4"): -1.0,
        ("xi7", "xi6"): 1 / v["xi6"],
        ("xi8", "xi7"): 1 - y,
        ("xi9", "xi5"): y,
        ("L", "xi8"): -1.0,
        ("L", "xi9"): -1.0,
    }
