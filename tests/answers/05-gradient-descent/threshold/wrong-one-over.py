# score: 0
# hint: M62
def largest_stable_rate(X):
    A = np.column_stack([X, np.ones(len(X))])
    H = A.T @ A / len(X)
    return 1 / np.linalg.eigvalsh(H)[-1]
