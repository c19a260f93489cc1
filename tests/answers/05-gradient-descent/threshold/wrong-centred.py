# score: 0
# hint: M67
def largest_stable_rate(X):
    A = np.column_stack([X, np.ones(len(X))])
    H = A.T @ A / len(X)
    return 2 / np.linalg.eigvalsh(np.atleast_2d(np.cov(X.T, bias=True)))[-1]
