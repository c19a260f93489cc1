# score: 0
# says: `Net` of nnlib
import nnlib


def forward(X, W1, b1, w2, b2):
    net = nnlib.Net([*W1.shape, 1], "sigmoid", "half_squared", np.random.default_rng(0))
    net.W[0][:], net.b[0][:], net.W[1][:], net.b[1][:] = W1, b1, w2[:, None], b2
    net.forward(X)
    return net.A[1], net.A[2][:, 0]
