# score: 10
import math


def forward_mode(x, y, w):
    def chain(pair, f, df):
        value, tangent = pair
        return f(value), df(value) * tangent

    nodes = {"xi1": (w * x, x)}
    nodes["xi2"] = chain(nodes["xi1"], lambda u: math.exp(-u), lambda u: -math.exp(-u))
    nodes["xi3"] = chain(nodes["xi2"], lambda u: 1 + u, lambda u: 1)
    nodes["xi4"] = chain(nodes["xi3"], lambda u: 1 / u, lambda u: -1 / u**2)
    nodes["xi5"] = chain(nodes["xi4"], math.log, lambda u: 1 / u)
    nodes["xi6"] = chain(nodes["xi4"], lambda u: 1 - u, lambda u: -1)
    nodes["xi7"] = chain(nodes["xi6"], math.log, lambda u: 1 / u)
    nodes["xi8"] = chain(nodes["xi7"], lambda u: (1 - y) * u, lambda u: 1 - y)
    nodes["xi9"] = chain(nodes["xi5"], lambda u: y * u, lambda u: y)
    tangents = {name: tangent for name, (_, tangent) in nodes.items()}
    return tangents | {"w": 1.0, "L": -tangents["xi8"] - tangents["xi9"]}
