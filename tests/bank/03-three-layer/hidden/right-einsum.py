# score: 3
def hidden_layer(D_next, W_next, Z, A_prev, df):
    D = np.einsum("ik,jk,ij->ij", D_next, W_next, df(Z))
    return D, np.einsum("ij,ik->jk", A_prev, D), np.einsum("ij->j", D)
