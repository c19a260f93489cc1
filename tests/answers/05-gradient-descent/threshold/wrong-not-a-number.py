# score: 0
# says: not finite
def largest_stable_rate(X):
    A = np.column_stack([X, np.ones(len(X))])
    H = A.T @ A / len(X)
    return np.nan
