# score: 3
def scalar_gradients(x, params, f, df):
    W1, b1, W2, b2, Wo, bo = (params[k] for k in ("W1", "b1", "W2", "b2", "Wo", "bo"))
    return {
        "Wo": df(Wo * f(W2 * f(W1 * x + b1) + b2) + bo) * f(W2 * f(W1 * x + b1) + b2),
        "W2": df(Wo * f(W2 * f(W1 * x + b1) + b2) + bo)
        * Wo
        * df(W2 * f(W1 * x + b1) + b2)
        * f(W1 * x + b1),
        "W1": df(Wo * f(W2 * f(W1 * x + b1) + b2) + bo)
        * Wo
        * df(W2 * f(W1 * x + b1) + b2)
        * W2
        * df(W1 * x + b1)
        * x,
    }
