# score: 0
def largest_stable_rate(X):
    A = np.vstack([X, np.ones(X.shape[1])])
    return 2 / np.linalg.eigvalsh(A.T @ A / len(A))[-1]
