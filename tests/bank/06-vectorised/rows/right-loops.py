# score: 5
def affine_backward(X, W, dZ):
    m, below = X.shape
    here = W.shape[1]
    dX = [[0.0] * below for _ in range(m)]
    dW = [[0.0] * here for _ in range(below)]
    db = [0.0] * here
    for i in range(m):
        for k in range(here):
            db[k] += dZ[i, k]
            for j in range(below):
                dX[i][j] += dZ[i, k] * W[j, k]
                dW[j][k] += X[i, j] * dZ[i, k]
    return dX, dW, db
