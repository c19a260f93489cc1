# score: 9
# says: the same in every case
def node_values(x, y, w):
    v = dict.fromkeys(["xi1", "xi2", "xi3", "xi4", "xi5", "xi6", "xi7", "xi8", "xi9", "L"], 0.0)
    v["xi1"] = w * x
    v["xi2"] = np.exp(-v["xi1"])
    v["xi4"] = 1 / (1 + v["xi2"])
    v["xi5"] = np.log(v["xi4"])
    v["xi6"] = 1 - v["xi4"]
    v["xi7"] = np.log(v["xi6"])
    v["xi8"] = (1 - y) * v["xi7"]
    v["xi9"] = y * v["xi5"]
    v["L"] = -(v["xi8"] + v["xi9"])
    return v
