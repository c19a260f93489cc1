# score: 6
def gradients(X, Y, params, f, df):
    values = forward(X, params, f)
    Do, dWo, dbo = output_layer(X, Y, params, f=f, df=df)
    D2, dW2, db2 = hidden_layer(Do, params["Wo"], values["Z2"], values["C"], df)
    D1, dW1, db1 = hidden_layer(D2, params["W2"], values["Z1"], X, df)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2, "Wo": dWo, "bo": dbo}
