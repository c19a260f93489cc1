# score: 0
# says: changed its first argument
def softmax_cross_entropy(logits, labels):
    m = len(logits)
    logits -= logits.max(axis=1, keepdims=True)
    E = np.exp(logits)
    P = E / E.sum(axis=1, keepdims=True)
    loss = (np.log(E.sum(axis=1)) - logits[np.arange(m), labels]).mean()
    P[np.arange(m), labels] -= 1
    return loss, P / m
