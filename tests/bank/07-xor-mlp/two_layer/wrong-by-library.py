# score: 0
# says: of nnlib
import nnlib


def two_layer_gradients(X, y, W1, b1, w2, b2):
    net = nnlib.Net([*W1.shape, 1], "sigmoid", "half_squared", np.random.default_rng(0))
    net.W[0][:], net.b[0][:], net.W[1][:], net.b[1][:] = W1, b1, w2[:, None], b2
    net.forward(X)
    net.backward(y[:, None])
    return net.dW[0], net.db[0], net.dW[1][:, 0], net.db[1][0]
