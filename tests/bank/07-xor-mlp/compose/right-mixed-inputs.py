# score: 3
def step(w, b, x):
    return np.where(np.dot(w, x) + b < 0, 0, 1)


def xor(x1, x2):
    only_first = step([2, -2], -1, [x1, x2])
    only_second = step([-2, 2], -1, [x1, x2])
    return step([2, 2], -1, [only_first, only_second])
