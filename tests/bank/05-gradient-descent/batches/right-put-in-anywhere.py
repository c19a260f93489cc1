# score: 3
def minibatches(n, size, rng):
    order = []
    for i in range(n):
        order.insert(rng.integers(i + 1), i)
    batches = []
    while order:
        batches.append(np.array([order.pop() for _ in range(min(size, len(order)))]))
    return batches
