# score: 3
def to_columns(X, W, b):
    return np.einsum("ij->ji", X), np.einsum("jk->kj", W), np.einsum("k,o->ko", b, np.ones(1))
