# score: 2
def largest_stable_rate(X):
    A = np.column_stack([X, np.ones(len(X))])
    H = A.T @ A / len(X)
    return 2 * len(X) / np.linalg.svd(A, compute_uv=False)[0] ** 2
