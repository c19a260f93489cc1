# score: 0
# says: worked out by hand
import nnlib


def least_squares_line(x, y):
    def loss(beta):
        return ((beta[0] + beta[1] * x - y) ** 2).mean() / 2

    beta = np.zeros(2)
    for _ in range(30):
        beta = beta - 0.05 * nnlib.central_difference(loss, beta)
    return beta[0], beta[1]
