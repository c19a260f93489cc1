# score: 0
# hint: M74
def largest_stable_rate(X):
    A = np.column_stack([X, np.ones(len(X))])
    H = A.T @ A / len(X)
    return 2 / (np.linalg.eigvalsh(H)[0] + np.linalg.eigvalsh(H)[-1])
