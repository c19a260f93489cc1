# score: 0
# mistake: softmax-overflow
def softmax_cross_entropy(logits, labels):
    m = len(logits)
    P = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    loss = -np.log(P[np.arange(m), labels]).mean()
    P[np.arange(m), labels] -= 1
    return loss, P / m
