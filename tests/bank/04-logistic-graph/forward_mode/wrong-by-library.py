# score: 0
# says: worked out by hand
from nnlib.scalar import Dual, exp, log


def forward_mode(x, y, w):
    w = Dual(w, tangent=1.0)
    e = exp(-(w * x))
    p = 1 / (1 + e)
    L = -(y * log(p) + (1 - y) * log(1 - p))
    return {"xi1": x, "xi2": e.tangent, "xi3": e.tangent, "xi4": p.tangent, "L": L.tangent}
