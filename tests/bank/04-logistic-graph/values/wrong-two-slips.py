# score: 8
# mistake: another-log-base loss-minus-missing
def node_values(x, y, w):
    xi1 = w * x
    xi2 = np.exp(-xi1)
    xi3 = 1 + xi2
    xi4 = 1 / xi3
    xi5 = np.log10(xi4)
    xi6 = 1 - xi4
    xi7 = np.log(xi6)
    xi8 = (1 - y) * xi7
    xi9 = y * xi5
    L = xi8 + xi9
    names = ("xi1", "xi2", "xi3", "xi4", "xi5", "xi6", "xi7", "xi8", "xi9", "L")
    return dict(zip(names, (xi1, xi2, xi3, xi4, xi5, xi6, xi7, xi8, xi9, L)))
