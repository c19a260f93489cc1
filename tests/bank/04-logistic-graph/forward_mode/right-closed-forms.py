# score: 10
def forward_mode(x, y, w):
    p = 0.5 + 0.5 * np.tanh(0.5 * w * x)
    e, dp = (1 - p) / p, x * p * (1 - p)
    return {
        "L": np.array((p - y) * x),
        "xi9": np.array(y * x * (1 - p)),
        "xi8": np.array((y - 1) * x * p),
        "xi7": -x * p,
        "xi6": -dp,
        "xi5": x * (1 - p),
        "xi4": dp,
        "xi3": -x * e,
        "xi2": -x * e,
        "xi1": x,
    }
