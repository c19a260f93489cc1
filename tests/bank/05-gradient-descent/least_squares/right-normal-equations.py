# score: 2
def least_squares_line(x, y):
    A = np.stack([np.ones(len(x)), x], axis=1)
    return np.linalg.solve(A.T @ A, A.T @ y)
