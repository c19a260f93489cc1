# score: 0
# says: the same in every case
def plus_minus_gradient(X, y, w, b):
    return np.full(len(w), 0.1), 0.2
