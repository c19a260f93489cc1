# score: 5
def softmax_cross_entropy(logits, labels):
    lse = np.logaddexp.reduce(logits, axis=1)
    onehot = np.eye(logits.shape[1])[labels]
    own = np.einsum('ij,ij->i', logits / 2, onehot) * 2
    loss = ((lse - own) / len(labels)).sum()
    return np.array(loss), (np.exp(logits - lse[:, None]) - onehot) / len(labels)
