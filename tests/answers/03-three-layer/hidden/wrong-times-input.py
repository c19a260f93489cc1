# score: 2
# says: right up to one factor
def hidden_layer(D_next, W_next, Z, A_prev, df):
    D = (D_next @ W_next.T) * df(Z)
    return D, A_prev.T @ D * 3, D.sum(axis=0)
