# score: 3
def hidden_layer(D_next, W_next, Z, A_prev, df):
    m, width = Z.shape
    slope = df(Z)
    D = [
        [slope[i, j] * sum(W_next[j, k] * D_next[i, k] for k in range(W_next.shape[1])) for j in range(width)]
        for i in range(m)
    ]
    dW = [[sum(A_prev[i, a] * D[i][j] for i in range(m)) for j in range(width)] for a in range(A_prev.shape[1])]
    db = [sum(D[i][j] for i in range(m)) for j in range(width)]
    return D, dW, db
