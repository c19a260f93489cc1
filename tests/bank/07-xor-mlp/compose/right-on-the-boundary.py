# score: 3
def xor(x1, x2):
    H = (np.dot([[1, 1], [-1, -1]], [x1, x2]) + [-1, 1] >= 0).astype(int)
    return np.heaviside(H @ [1, 1] - 2, 1)
