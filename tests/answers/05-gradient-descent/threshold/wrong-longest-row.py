# score: 0
# hint: M75
def largest_stable_rate(X):
    A = np.column_stack([X, np.ones(len(X))])
    H = A.T @ A / len(X)
    return 2 / np.max(np.sum(A**2, axis=1))
