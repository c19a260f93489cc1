# score: 0
# says: of nnlib
import nnlib


def gradients(weights, biases, X, y):
    widths = [len(weights[0]), *(len(b) for b in biases)]
    net = nnlib.Net(widths, "sigmoid", "half_squared", np.random.default_rng(0))
    for l, (W, b) in enumerate(zip(weights, biases)):
        net.W[l][:], net.b[l][:] = W, b
    net.forward(X)
    net.backward(y)
    return list(zip(net.dW, net.db))
