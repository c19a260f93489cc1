# score: 6
def forward(X, params, f):
    W1, b1, W2, b2, Wo, bo = map(params.get, "W1 b1 W2 b2 Wo bo".split())
    C = f(Z1 := X @ W1 + b1)
    B = f(Z2 := C @ W2 + b2)
    A = f(Z3 := B @ Wo + bo)
    return dict(locals())
