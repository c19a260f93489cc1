# score: 0
# says: not made of numbers
def largest_stable_rate(X):
    A = np.column_stack([X, np.ones(len(X))])
    H = A.T @ A / len(X)
    return str(2 / np.linalg.eigvalsh(H)[-1])
