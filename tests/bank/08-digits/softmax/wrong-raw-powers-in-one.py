# score: 0
# mistake: softmax-overflow
def softmax_cross_entropy(logits, labels):
    m = len(logits)
    total = np.exp(logits).sum(axis=1)
    loss = (np.log(total) - logits[np.arange(m), labels]).mean()
    D = np.exp(logits) / total[:, None]
    D[np.arange(m), labels] -= 1
    return loss, D / m
