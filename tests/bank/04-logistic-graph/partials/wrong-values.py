# score: 0
# mistake: value-of-node exponent-minus-not-differentiated
def local_partials(x, y, w):
    v = {"w": w, "xi1": w * x, "xi2": np.exp(-w * x)}
    v["xi3"] = 1 + v["xi2"]
    v["xi4"] = 1 / v["xi3"]
    v["xi5"], v["xi6"] = np.log(v["xi4"]), 1 - v["xi4"]
    v["xi7"] = np.log(v["xi6"])
    v["xi8"], v["xi9"] = (1 - y) * v["xi7"], y * v["xi5"]
    v["L"] = -v["xi8"] - v["xi9"]
    parents = {"xi1": ["w"], "xi6": ["xi4"], "xi8": ["xi7"], "xi9": ["xi5"], "L": ["xi8", "xi9"]}
    parents |= {f"xi{k}": [f"xi{k - 1}"] for k in (2, 3, 4, 5, 7)}
    return {(child, parent): v[child] for child in parents for parent in parents[child]}
