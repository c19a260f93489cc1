# score: 3
def train(X, y, eta, max_epochs):
    w, b, updates = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(max_epochs):
        moved = 0
        for row, label in zip(X, y):
            w_new, b_new = update(w, b, row, label, eta=eta)
            moved += b_new != b
            w, b = w_new, b_new
        updates += moved
        if not moved:
            break
    return w, b, int(updates)
