# score: 1
# mistake: tables-mixed
def local_partials(x, y, w):
    e = np.exp(-w * x)
    p = 1 / (1 + e)
    t = {"xi1": x, "xi2": -x * e, "xi3": -x * e, "xi4": x * e * p**2, "xi5": x * (1 - p)}
    t |= {"xi6": -x * e * p**2, "xi7": -x * p, "xi8": (y - 1) * x * p, "xi9": y * x * (1 - p)}
    t["L"] = -t["xi8"] - t["xi9"]
    edges = [("xi1", "w"), ("xi6", "xi4"), ("xi8", "xi7"), ("xi9", "xi5")]
    edges += [("L", "xi8"), ("L", "xi9")] + [(f"xi{k}", f"xi{k - 1}") for k in (2, 3, 4, 5, 7)]
    return {(child, parent): t[child] for child, parent in edges}
