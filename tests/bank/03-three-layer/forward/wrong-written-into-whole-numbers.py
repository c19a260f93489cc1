# score: 3
# mistake: cut-to-whole-numbers
def forward(X, params, f):
    out, A = {}, X
    for k, z, a in (("1", "Z1", "C"), ("2", "Z2", "B"), ("o", "Z3", "A")):
        W, b = params["W" + k], params["b" + k]
        out[z] = np.zeros((len(X), len(b)), dtype=X.dtype)
        for i in range(len(X)):
            for j in range(len(b)):
                out[z][i, j] = A[i] @ W[:, j] + b[j]
        A = out[a] = f(out[z])
    return out
