# score: 11
import math


def local_partials(x, y, w):
    xi1 = w * x
    xi2 = math.exp(-xi1)
    xi3 = 1 + xi2
    xi4 = 1 / xi3
    xi6 = 1 - xi4
    table = {}
    table["L", "xi9"] = table["L", "xi8"] = -1.0
    table["xi9", "xi5"], table["xi8", "xi7"] = y, -(y - 1)
    table["xi7", "xi6"], table["xi6", "xi4"] = xi6**-1, -1
    table["xi5", "xi4"], table["xi4", "xi3"] = xi3, -xi4 * xi4
    table["xi3", "xi2"], table["xi2", "xi1"] = True, -xi2
    table["xi1", "w"], table["xi1", "x"] = x, w
    return table
