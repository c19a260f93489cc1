# score: 2
def largest_stable_rate(X):
    A = np.column_stack((X, np.ones(len(X))))
    H = A.T @ A / len(A)
    v = np.arange(1.0, len(H) + 1)
    for _ in range(2000):
        v = H @ v
        v /= np.linalg.norm(v)
    return 2 / (v @ H @ v)
