# score: 1
# mistake: best-weights-kept
def train(X, y, eta, max_epochs):
    w, b, updates = np.zeros(X.shape[1]), 0.0, 0
    best, best_w, best_b = len(y) + 1, w, b
    for epoch in range(max_epochs):
        mistakes = 0
        for x, label in zip(X, y):
            e = label - int(np.dot(w, x) + b >= 0)
            if e != 0:
                w, b = w + eta * e * x, b + eta * e
                mistakes += 1
        wrong = np.sum((X @ w + b >= 0) != y)
        if wrong < best:
            best, best_w, best_b = wrong, w, b
        updates += mistakes
        if mistakes == 0:
            break
    return best_w, best_b, updates
