# score: 0
# says: ValueError
def hidden_layer(D_next, W_next, Z, A_prev, df):
    D = (D_next @ W_next) * df(Z)
    return D, A_prev.T @ D, D.sum(axis=0)
