# score: 0
def largest_stable_rate(X):
    A = np.c_[X, np.ones(len(X))]
    return 2 * (len(X) - 1) / np.linalg.norm(A, 2) ** 2
