# score: 10
import math


def node_values(x, y, w):
    v = {"xi1": w * x}
    v["xi2"] = math.exp(-v["xi1"])
    v["xi3"] = v["xi2"] + 1.0
    v["xi4"] = v["xi3"] ** -1
    v["xi5"], v["xi6"] = math.log(v["xi4"]), 1 - v["xi4"]
    v["xi7"] = math.log(v["xi6"])
    v["xi8"], v["xi9"] = v["xi7"] - y * v["xi7"], v["xi5"] * y
    v["L"] = -v["xi8"] - v["xi9"]
    return {"w": w, "x": x, **v, "p": v["xi4"], "name": "logistic"}
