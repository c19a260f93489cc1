# score: 10
class D:
    def __init__(s, v, d=0.0):
        s.v, s.d = v, d

    def __add__(s, o):
        o = o if isinstance(o, D) else D(o)
        return D(s.v + o.v, s.d + o.d)

    __radd__ = __add__

    def __neg__(s):
        return D(-s.v, -s.d)

    def __mul__(s, o):
        o = o if isinstance(o, D) else D(o)
        return D(s.v * o.v, s.v * o.d + s.d * o.v)

    __rmul__ = __mul__

    def inv(s):
        return D(1 / s.v, -s.d / s.v**2)

    def exp(s):
        e = np.exp(s.v)
        return D(e, e * s.d)

    def log(s):
        return D(np.log(s.v), s.d / s.v)


def forward_mode(x, y, w):
    n = {"xi1": x * D(w, 1.0)}
    n["xi2"] = (-n["xi1"]).exp()
    n["xi3"] = 1 + n["xi2"]
    n["xi4"] = n["xi3"].inv()
    n["xi5"] = n["xi4"].log()
    n["xi6"] = 1 + -n["xi4"]
    n["xi7"] = n["xi6"].log()
    n["xi8"] = (1 - y) * n["xi7"]
    n["xi9"] = y * n["xi5"]
    n["L"] = -(n["xi8"] + n["xi9"])
    return {k: v.d for k, v in n.items()}
