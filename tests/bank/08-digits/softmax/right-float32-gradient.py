# score: 5
def softmax_cross_entropy(logits, labels):
    Z = logits - logits.max(1)[:, None]
    P = np.exp(Z) / np.exp(Z).sum(1)[:, None]
    loss = float((np.log(np.exp(Z).sum(1)) - np.take_along_axis(Z, labels[:, None], 1)[:, 0]).mean())
    P[range(len(P)), labels] -= 1
    return [loss, (P / len(P)).astype(np.float32)]
