# score: 0
# says: missing
def largest_stable_rate(X):
    A = np.column_stack([X, np.ones(len(X))])
    H = A.T @ A / len(X)
    rate = 2 / np.linalg.eigvalsh(H)[-1]
