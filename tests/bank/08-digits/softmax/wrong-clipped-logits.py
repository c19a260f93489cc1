# score: 0
def softmax_cross_entropy(logits, labels):
    m = len(logits)
    Z = np.clip(logits, -500, 500)
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    loss = -np.log(P[np.arange(m), labels]).mean()
    P[np.arange(m), labels] -= 1
    return loss, P / m
