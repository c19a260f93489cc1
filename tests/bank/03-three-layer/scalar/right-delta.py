# score: 3
def scalar_gradients(x, params, f, df):
    inputs, zs = [x], []
    for layer in ("1", "2", "o"):
        zs.append(params["W" + layer] * inputs[-1] + params["b" + layer])
        inputs.append(f(zs[-1]))
    gradients, signal = {}, 1.0
    for layer, z, a in zip(("o", "2", "1"), zs[::-1], inputs[-2::-1], strict=True):
        signal = signal * df(z)
        gradients["W" + layer] = np.float64(signal * a)
        signal = signal * params["W" + layer]
    return gradients
