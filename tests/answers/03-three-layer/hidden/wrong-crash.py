# score: 0
# says: NameError
def hidden_layer(D_next, W_next, Z, A_prev, df):
    D = (D_next @ W_next.T) * df(Zed)
    return D, A_prev.T @ D, D.sum(axis=0)
