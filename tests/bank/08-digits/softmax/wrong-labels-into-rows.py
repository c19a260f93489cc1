# score: 0
# says: IndexError
def softmax_cross_entropy(logits, labels):
    m = len(logits)
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    loss = -np.log(P[labels]).mean()
    P[labels] -= 1
    return loss, P / m
