# score: 10
def reverse_mode(x, y, w):
    p = 0.5 + 0.5 * np.tanh(0.5 * w * x)
    by_p = (p - y) / (p * (1 - p))
    return {
        "w": np.array((p - y) * x),
        "xi1": np.array(p - y),
        "xi2": -(p**2) * by_p,
        "xi3": -(p**2) * by_p,
        "xi4": by_p,
        "xi5": -y,
        "xi6": (y - 1) / (1 - p),
        "xi7": y - 1,
        "xi8": -1,
        "xi9": -1,
        "L": "one",
    }
