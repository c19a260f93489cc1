# score: 3
from nnlib.perceptron import predict


def xor(x1, x2):
    hidden = [predict([1, 1], -0.5, [x1, x2]), predict([-1, -1], 1.5, [x1, x2])]
    return predict([1, 1], -1.5, hidden)
