# score: 0
# mistake: softmax-over-all-entries
def softmax_cross_entropy(logits, labels):
    m = len(labels)
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = E / E.sum()
    loss = -np.log(P[np.arange(m), labels]).mean()
    P[np.arange(m), labels] -= 1
    return loss, P / m
