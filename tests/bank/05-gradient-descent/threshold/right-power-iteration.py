# score: 2
def largest_stable_rate(X):
    A = np.column_stack([np.ones(len(X)), X])
    H = A.T @ A / len(X)
    v = np.arange(1.0, len(H) + 1)
    for _ in range(2000):
        v = H @ v / np.linalg.norm(H @ v)
    return 2 / (v @ H @ v)
