# score: 0
# says: of nnlib
import nnlib


def train(X, y, hidden, alpha, tol, max_steps, rng):
    net = nnlib.Net([X.shape[1], hidden, 1], "sigmoid", "half_squared", rng, initial="uniform")
    y = np.reshape(y, (-1, 1))
    history = net.fit(X, y, nnlib.GradientDescent(alpha), max_steps, len(X), rng, tolerance=tol)
    return net.W, net.b, history
