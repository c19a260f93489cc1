# score: 2
# mistake: tables-mixed
def local_partials(x, y, w):
    e = np.exp(-w * x)
    p = 1 / (1 + e)
    a = {"xi8": -1, "xi9": -1, "xi7": y - 1, "xi5": -y, "xi6": (y - 1) / (1 - p)}
    a["xi4"] = -y / p - a["xi6"]
    a["xi3"] = a["xi2"] = -a["xi4"] * p**2
    a["xi1"] = -e * a["xi2"]
    a["w"] = a["xi1"] * x
    edges = [("xi1", "w"), ("xi6", "xi4"), ("xi8", "xi7"), ("xi9", "xi5")]
    edges += [("L", "xi8"), ("L", "xi9")] + [(f"xi{k}", f"xi{k - 1}") for k in (2, 3, 4, 5, 7)]
    return {(child, parent): a[parent] for child, parent in edges}
