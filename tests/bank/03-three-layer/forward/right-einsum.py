# score: 6
def forward(X, params, f):
    values, A = {}, X
    for Z_name, A_name, layer in [("Z1", "C", "1"), ("Z2", "B", "2"), ("Z3", "A", "o")]:
        Z = np.einsum("ij,jk->ik", A, params[f"W{layer}"]) + params[f"b{layer}"][None, :]
        A = f(Z)
        values[Z_name], values[A_name] = Z, A
    return values
