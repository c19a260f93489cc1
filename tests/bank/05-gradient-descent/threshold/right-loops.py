# score: 2
def largest_stable_rate(X):
    rows = [[*x, 1.0] for x in X]
    H = [[sum(r[j] * r[k] for r in rows) / len(rows) for k in range(len(rows[0]))] for j in range(len(rows[0]))]
    return 2.0 / np.max(np.linalg.eigvalsh(np.array(H)))
