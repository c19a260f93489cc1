# score: 2
def count_parameters(widths):
    total = 0
    for layer in range(1, len(widths)):
        weights = widths[layer - 1] * widths[layer]
        biases = widths[layer]
        total += weights + biases
    return total
