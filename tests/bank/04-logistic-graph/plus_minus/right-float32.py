# score: 3
def plus_minus_gradient(X, y, w, b):
    A = np.hstack([X, np.ones((len(X), 1))]).astype(np.float32) * np.float32(y)[:, None]
    pull = 1 / (1 + np.exp(A @ np.append(w, b).astype(np.float32)))
    gradient = -(pull @ A) / np.float32(len(A))
    return gradient[:-1], gradient[-1]
