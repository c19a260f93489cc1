# score: 3
def gates():
    found = {}
    found["nand"] = [np.array([-3.0, -2.0]), np.float64(4.5)]
    found["and"] = [np.array([3.0, 2.0]), np.float64(-4.5)]
    found["or"] = [np.array([3, 7]), np.array(-2)]
    return found
