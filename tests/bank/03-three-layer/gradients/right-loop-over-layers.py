# score: 6
def gradients(X, Y, params, f, df):
    names = ["1", "2", "o"]
    inputs, zs = [X], []
    for name in names:
        zs.append(np.einsum("ij,jk->ik", inputs[-1], params["W" + name]) + params["b" + name])
        inputs.append(f(zs[-1]))
    error = (inputs[-1] - Y) / Y.shape[0]
    result = {}
    for i in reversed(range(3)):
        delta = error * df(zs[i])
        result["W" + names[i]] = np.einsum("ij,ik->jk", inputs[i], delta)
        result["b" + names[i]] = np.einsum("ij->j", delta)
        error = np.einsum("ik,jk->ij", delta, params["W" + names[i]])
    return result
