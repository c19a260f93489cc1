# score: 5
import math


def softmax_cross_entropy(logits, labels):
    m = len(labels)
    loss, gradient = 0.0, []
    for row, label in zip(logits, labels):
        top = max(row)
        powers = [math.exp(z - top) for z in row]
        total = sum(powers)
        loss += (math.log(total) - (row[label] - top)) / m
        gradient.append([(p / total - (j == label)) / m for j, p in enumerate(powers)])
    return loss, gradient
