# score: 0
# says: changed its first argument
def largest_stable_rate(X):
    A = np.column_stack([X, np.ones(len(X))])
    H = A.T @ A / len(X)
    X -= X.mean(axis=0)
    return 2 / np.linalg.eigvalsh(H)[-1]
