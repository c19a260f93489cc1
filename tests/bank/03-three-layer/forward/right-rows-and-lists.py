# score: 6
def affine(rows, W, b):
    return [
        [sum(row[j] * W[j, k] for j in range(W.shape[0])) + b[k] for k in range(W.shape[1])]
        for row in rows
    ]


def forward(X, params, f):
    Z1 = affine(X, params["W1"], params["b1"])
    C = f(np.array(Z1))
    Z2 = affine(C, params["W2"], params["b2"])
    B = f(np.array(Z2))
    Z3 = affine(B, params["Wo"], params["bo"])
    return dict(Z1=Z1, C=C, Z2=Z2, B=B, Z3=Z3, A=f(np.array(Z3)).tolist(), X=X)
