# score: 1
# mistake: tables-mixed
def forward_mode(x, y, w):
    e = np.exp(-w * x)
    p = 1 / (1 + e)
    a = {"xi8": -1, "xi9": -1, "xi7": y - 1, "xi5": -y, "xi6": (y - 1) / (1 - p)}
    a["xi4"] = -y / p - a["xi6"]
    a["xi3"] = a["xi2"] = -a["xi4"] * p**2
    a["xi1"] = -e * a["xi2"]
    a["w"] = a["xi1"] * x
    del a["w"]
    return a | {"L": 1.0}
