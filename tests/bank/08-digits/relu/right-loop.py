# score: 2
def relu_backward(dA, Z):
    dZ = []
    for signals, values in zip(dA, Z):
        dZ.append([d if z > 0 else 0.0 for d, z in zip(signals, values)])
    return dZ
