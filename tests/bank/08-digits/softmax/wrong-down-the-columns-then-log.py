# score: 0
# mistake: softmax-over-columns
def softmax_cross_entropy(logits, labels):
    m = len(logits)
    E = np.exp(logits - logits.max(axis=0))
    P = E / E.sum(axis=0)
    loss = -np.log(P[np.arange(m), labels]).mean()
    P[np.arange(m), labels] -= 1
    return loss, P / m
