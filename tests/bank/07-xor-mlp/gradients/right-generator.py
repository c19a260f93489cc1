# score: 4
def gradients(weights, biases, X, y):
    A = [X]
    for W, b in zip(weights, biases): A.append(1 / (1 + np.exp(-(A[-1] @ W + b))))
    def back():
        D = A[-1] - y
        for l in reversed(range(len(weights))):
            D = D * A[l + 1] * (1 - A[l + 1]); yield A[l].T @ D, D.sum(axis=0); D = D @ weights[l].T
    return list(back())[::-1]
