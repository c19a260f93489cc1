# score: 2
def relu_backward(dA, Z):
    out = dA.copy(); np.copyto(out, 0, where=Z <= 0); return out
