# score: 9
# mistake: sign
def forward_mode(x, y, w):
    xi1 = w * x
    xi2 = np.exp(-xi1)
    xi3 = 1 + xi2
    xi4 = 1 / xi3
    xi6 = 1 - xi4
    d = {"xi1": x}
    d["xi2"] = -xi2 * d["xi1"]
    d["xi3"] = d["xi2"]
    d["xi4"] = -1 / xi3**2 * d["xi3"]
    d["xi5"] = 1 / xi4 * d["xi4"]
    d["xi6"] = -d["xi4"]
    d["xi7"] = 1 / xi6 * d["xi4"]
    d["xi8"] = (1 - y) * d["xi7"]
    d["xi9"] = y * d["xi5"]
    d["L"] = -(d["xi8"] + d["xi9"])
    return d
