# score: 4
# says: missing
def node_values(x, y, w):
    xi1 = w * x
    xi2 = np.exp(-xi1)
    xi3 = 1 + xi2
    xi4 = 1 / xi3
    names = ("xi1", "xi2", "xi3", "xi4")
    return dict(zip(names, (xi1, xi2, xi3, xi4)))
