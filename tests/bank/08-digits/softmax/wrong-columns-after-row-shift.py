# score: 0
# mistake: softmax-over-columns
def softmax_cross_entropy(logits, labels):
    m = len(labels)
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = E / E.sum(axis=0)
    loss = -np.log(P[np.arange(m), labels]).mean()
    P[np.arange(m), labels] -= 1
    return loss, P / m
