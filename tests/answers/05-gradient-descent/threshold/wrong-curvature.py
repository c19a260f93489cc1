# score: 0
# hint: M69
def largest_stable_rate(X):
    A = np.column_stack([X, np.ones(len(X))])
    H = A.T @ A / len(X)
    return np.linalg.eigvalsh(H)[-1]
