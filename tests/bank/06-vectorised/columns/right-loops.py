# score: 4
def affine_backward_columns(X, W, dD):
    (below, m), here = X.shape, len(W)
    dX = [[sum(W[k][j] * dD[k][i] for k in range(here)) for i in range(m)] for j in range(below)]
    dW = [[sum(dD[k][i] * X[j][i] for i in range(m)) for j in range(below)] for k in range(here)]
    return dX, dW
