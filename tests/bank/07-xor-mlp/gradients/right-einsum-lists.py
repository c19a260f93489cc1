# score: 4
def gradients(weights, biases, X, y):
    A = [np.asarray(X, dtype=float)]
    for l in range(len(weights)):
        A.append(0.5 * (1 + np.tanh(0.5 * (np.einsum("ij,jk->ik", A[l], weights[l]) + biases[l]))))
    D = [A[-1] - y]
    for l in range(len(weights) - 1, -1, -1):
        D[0] = D[0] * A[l + 1] * (1 - A[l + 1])
        if l:
            D.insert(0, np.einsum("ik,jk->ij", D[0], weights[l]))
    return [[np.einsum("ij,ik->jk", A[l], D[l]), np.einsum("ik->k", D[l])] for l in range(len(D))]
