# score: 11
def local_partials(x, y, w):
    p = np.exp(w * x) / (1 + np.exp(w * x))
    odds = (1 - p) / p
    chain = ["w", "xi1", "xi2", "xi3", "xi4", "xi5", "xi9", "L"]
    upper = [x, -odds, 1, -(p**2), 1 / p, y, -1]
    lower = {("xi6", "xi4"): -1, ("xi7", "xi6"): 1 + 1 / odds, ("xi8", "xi7"): 1 - y}
    table = {(child, parent): v for child, parent, v in zip(chain[1:], chain, upper)}
    return {k: np.array(v) for k, v in (table | lower | {("L", "xi8"): -1}).items()}
