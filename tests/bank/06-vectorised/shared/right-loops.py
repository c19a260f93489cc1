# score: 3
def shared_backward(X, W, dZ):
    m, n = X.shape
    dW = [[0.0] * n for _ in range(n)]
    for i in range(m):
        for j in range(n):
            for k in range(n):
                for l in range(n):
                    # Z[i, l] holds X[i, j] * W[j, k] * W[k, l]
                    dW[j][k] += dZ[i, l] * X[i, j] * W[k, l]
                    dW[k][l] += dZ[i, l] * X[i, j] * W[j, k]
    return dW
