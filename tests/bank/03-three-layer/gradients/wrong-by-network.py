# score: 0
# says: `backward` of nnlib
import nnlib


def gradients(X, Y, params, f, df):
    widths = [X.shape[1], *(params[name].shape[1] for name in ("W1", "W2", "Wo"))]
    net = nnlib.Net(widths, "tanh", "half_mean_squared", np.random.default_rng(0))
    for layer, name in enumerate(("1", "2", "o")):
        net.W[layer][:], net.b[layer][:] = params["W" + name], params["b" + name]
    net.forward(X)
    net.backward(Y)
    names = [("W1", "b1"), ("W2", "b2"), ("Wo", "bo")]
    return {n: g for (W, b), dW, db in zip(names, net.dW, net.db) for n, g in ((W, dW), (b, db))}
