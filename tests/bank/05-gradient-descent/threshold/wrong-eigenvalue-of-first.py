# score: 0
# mistake: eigenvalue-not-the-largest
def largest_stable_rate(X):
    A = np.column_stack([X, np.ones(len(X))])
    H = A.T @ A / len(A)
    return 2 / np.linalg.eig(H)[0][0]
