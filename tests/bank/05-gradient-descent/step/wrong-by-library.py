# score: 0
# says: worked out by hand
from nnlib.optim import GradientDescent


def step(theta, gradient, eta):
    new = np.array(theta, dtype=float)
    GradientDescent(eta).step(new, np.array(gradient))
    return new
