# score: 2
def sigmoid_backward(dA, A):
    return [[d * a * (1 - a) for d, a in zip(*rows)] for rows in zip(dA.tolist(), A.tolist())]
