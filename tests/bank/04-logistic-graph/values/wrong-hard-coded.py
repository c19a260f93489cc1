# score: 6
# mistake: label-factor-missing only-branch-of-probability
# says: the same in every case
def node_values(x, y, w):
    numbers = (9, 1.234098e-4, 1.0001234, 0.9998766, -1.234e-4, 1.2339e-4, -9.00012, 0, -1.234e-4)
    return {f"xi{k}": value for k, value in enumerate(numbers, 1)} | {"L": 1.234e-4}
