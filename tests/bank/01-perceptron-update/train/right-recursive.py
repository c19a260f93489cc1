# score: 3
def train(X, y, eta, max_epochs):
    A = np.c_[X, np.ones(len(X))]

    def epochs(theta, left, n):
        k = 0
        for a, t in zip(A, y):
            e = int(a @ theta >= 0) - t
            theta = theta - eta * e * a
            k += abs(e)
        return (theta, n + k) if k == 0 or left == 1 else epochs(theta, left - 1, n + k)

    theta, n = epochs(np.zeros(A.shape[1]), max_epochs, 0)
    return theta[:-1].tolist(), theta[-1], float(n)
