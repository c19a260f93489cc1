# score: 4
def two_layer_gradients(X, y, W1, b1, w2, b2):
    a1 = 1 / (1 + np.exp(-(np.einsum("ij,jk->ik", X, W1) + b1)))
    a = 1 / (1 + np.exp(-(np.einsum("ij,j->i", a1, w2) + b2)))
    slope1, slope2 = a1 - a1**2, a - a**2
    dW1 = np.einsum("i,i,k,ik,ij->jk", a - y, slope2, w2, slope1, X)
    db1 = np.einsum("i,i,k,ik->k", a - y, slope2, w2, slope1)
    return [dW1, db1, np.einsum("i,i,ij->j", a - y, slope2, a1), np.einsum("i,i", a - y, slope2)]
